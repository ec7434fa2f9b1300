"""Build and count many short-lived binary trees."""


def make_tree(depth):
    if not depth:
        return None, None
    depth -= 1
    return make_tree(depth), make_tree(depth)


def check_tree(node):
    left, right = node
    if left is None:
        return 1
    return 1 + check_tree(left) + check_tree(right)


def main(max_depth, min_depth=4):
    stretch = max_depth + 1
    print("stretch tree of depth", stretch, "\t check:", check_tree(make_tree(stretch)))
    long_lived = make_tree(max_depth)
    for depth in range(min_depth, stretch, 4):
        iterations = 2 ** (max_depth + min_depth - depth)
        check = 0
        for _ in range(iterations):
            check += check_tree(make_tree(depth))
        print(iterations, "\t trees of depth", depth, "\t check:", check)
    print("long lived tree of depth", max_depth, "\t check:", check_tree(long_lived))


main(17)
