"""Who asks, who answers, and which phrases come back again and again in a question site."""

import json
import os
import sys

import words


def add(counts, key):
    if key in counts:
        counts[key] += 1
    else:
        counts[key] = 1


def top(counts, limit):
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:limit]


def print_table(heading, rows):
    print(heading)
    for name, count in rows:
        print("    %5d  %s" % (count, name))


def top_askers(questions, limit):
    counts = {}
    for question in questions:
        add(counts, question["author"])
    return top(counts, limit)


def top_answerers(questions, limit):
    counts = {}
    for question in questions:
        for answer in question["answers"]:
            add(counts, answer["author"])
    return top(counts, limit)


def most_answered(questions, limit):
    rows = [(question["title"], len(question["answers"])) for question in questions]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return rows[:limit]


def shortest_answer(questions):
    shortest = None
    for question in questions:
        for answer in question["answers"]:
            if shortest is None or len(answer["body"]) < len(shortest):
                shortest = answer["body"]
    return shortest


def top_phrases(questions, limit, length):
    counts = {}
    for question in questions:
        bodies = [question["body"]]
        for answer in question["answers"]:
            bodies.append(answer["body"])
        for body in bodies:
            for sentence in words.sentences(body):
                for phrase in words.phrases(words.tokens(sentence), length):
                    if not any(words.is_punctuation(token) for token in phrase):
                        add(counts, " ".join(phrase).lower())
    return top(counts, limit)


def top_noun_phrases(questions, limit):
    counts = {}
    for question in questions:
        title = question["title"].lower().replace("[", " ").replace("]", " ")
        for sentence in words.sentences(title):
            for phrase in words.noun_phrases(words.tokens(sentence)):
                add(counts, phrase)
    return top(counts, limit)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "data"
    with open(os.path.join(folder, "questions.json"), encoding="utf-8") as file:
        questions = json.load(file)
    print_table("Most questions:", top_askers(questions, 10))
    print_table("Most answers:", top_answerers(questions, 10))
    print_table("Most answered:", most_answered(questions, 10))
    print("Shortest answer:", shortest_answer(questions))
    print_table("Phrases:", top_phrases(questions, 10, 4))
    print_table("Noun phrases in titles:", top_noun_phrases(questions, 10))


if __name__ == "__main__":
    main()
