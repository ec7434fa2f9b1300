"""stdin read by iteration, readline and input() inside loops, up to EOFError."""
# stdin: 1 2 3\n4 5 6\nseven 8\n\n9\nlast line\nq\nr\ns\nt
import sys

total = 0
for line in sys.stdin:
    for word in line.split():
        try:
            total += int(word)
        except ValueError as error:
            print(error)
    if line.startswith("9"):
        break
print(total)
print(repr(sys.stdin.readline()))
while True:
    text = sys.stdin.readline()
    if text in ("", "r\n"):
        break
    print(repr(text))
answers = 0
try:
    while True:
        print("got", input("prompt> "))
        answers += 1
except EOFError as error:
    print(answers, error)
for i in range(300):
    try:
        input()
    except EOFError:
        answers += 1
print(answers)
