"""The rules of the house as pure functions: source in, complaints out."""

import ast
import re
from collections.abc import Iterator

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LATER = "TODO|FIXME|XXX|HACK"
FORBIDDEN = frozenset({"manager", "handler", "handlers", "helper", "helpers", "util", "utils"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def words(name: str) -> list[str]:
    """Split a name, in whichever spelling, into its words."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]


def too_long(source: str) -> Iterator[str]:
    """A file over 400 lines, a function over 40."""
    if (lines := len(source.splitlines())) > LONGEST_FILE:
        yield f"{lines} lines, {LONGEST_FILE} at most: split it"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            length = _span(node) - sum(_span(text) - 1 for text in _texts(node))
            if length > LONGEST_FUNCTION:
                yield f"{node.name} has {length} lines, {LONGEST_FUNCTION} at most"


def _span(node: ast.stmt | ast.expr) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _texts(node: ast.AST) -> Iterator[ast.expr]:
    """A text over several lines (a docstring, a statement of SQL) counts as one line of code."""
    for child in ast.iter_child_nodes(node):
        text = isinstance(child, ast.Constant) and isinstance(child.value, str)
        if text or isinstance(child, ast.JoinedStr):
            assert isinstance(child, ast.expr)
            yield child
        else:
            yield from _texts(child)


def empty_words(module: str, source: str) -> Iterator[str]:
    """A name that says nothing: Manager, Handler, Helper, Utils, Base, or a class FooService."""
    if bad := {*FORBIDDEN, "base"} & set(words(module)):
        yield f"the module's name says {bad}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            said = words(node.name)
            if {*FORBIDDEN, "base"} & set(said) or (len(said) > 1 and said[-1] == "service"):
                yield f"class {node.name}"
        elif isinstance(node, Function) and FORBIDDEN & set(words(node.name)):
            yield f"function {node.name}"


def purpose(source: str) -> Iterator[str]:
    """A file says its one purpose in its first line; "and" would be a second one."""
    first = (ast.get_docstring(ast.parse(source)) or "").split("\n")[0]
    if not first.endswith((".", ":")):
        yield "the first line is no sentence that says the purpose"
    if " and " in first:
        yield f"two purposes: {first}"


def swallowed(source: str) -> Iterator[str]:
    """An exception caught for nothing."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            kinds = (ast.Pass, ast.Expr)
            if all(isinstance(line, kinds) and not _calls(line) for line in node.body):
                yield f"line {node.lineno}: an exception is swallowed"


def _calls(line: ast.stmt) -> bool:
    return any(isinstance(node, ast.Call | ast.Await | ast.Yield) for node in ast.walk(line))


def unexplained(source: str) -> Iterator[str]:
    """A silenced check without its code or its reason on the line."""
    for number, line in enumerate(source.splitlines(), 1):
        if re.search(r"#\s*noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* +\S)", line):
            yield f"line {number}: noqa without a code, or without its reason"
        if re.search(r"#\s*type: ?ignore(?!\[[a-z-]+(, ?[a-z-]+)*\] +# \S)", line):
            yield f"line {number}: type: ignore without a code, or without its reason"
        if re.search(r"#\s*pragma: no (cover|branch)(?! +\S)", line):
            yield f"line {number}: pragma without its reason"


def postponed(source: str) -> Iterator[str]:
    """Work put off in a comment."""
    for number, line in enumerate(source.splitlines(), 1):
        if re.search(rf"#.*\b({LATER})\b", line):
            yield f"line {number}: put off"


def silent_skips(source: str) -> Iterator[str]:
    """A test that is left out without a word why."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _dotted(node.func) in {
            "pytest.mark.skip",
            "pytest.mark.skipif",
            "pytest.mark.xfail",
        }:
            if not any(word.arg == "reason" for word in node.keywords):
                yield f"line {node.lineno}: no reason"
        elif isinstance(node, ast.Call) and _dotted(node.func) in {"pytest.skip", "pytest.xfail"}:
            if not node.args and not node.keywords:
                yield f"line {node.lineno}: no reason"
        elif isinstance(node, ast.Attribute) and _dotted(node) == "pytest.mark.skip":
            yield f"line {node.lineno}: say why with reason="


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def unexplained_ignores(pyproject: str) -> Iterator[str]:
    """A lint rule switched off without its reason on the line."""
    section = ""
    for line in pyproject.splitlines():
        section = line.strip("[]") if line.startswith("[") else section
        switched_off = "tool.ruff.lint" in section and re.search(r'"[A-Z]+\d*"', line)
        if switched_off and "select = " not in line and not re.search(r"# \S", line):
            yield f"[{section}] {line.strip()}"


def addresses(lock: str) -> Iterator[str]:
    """An index's address, or a requirement without its hash, in a lock file."""
    for found in re.findall(r"\S+://\S+|--(?:extra-)?index-url\S*|--find-links\S*", lock):
        yield f"an address: {found}"
    for part in re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", lock, flags=re.MULTILINE)):
        if part.strip() and "--hash=sha256:" not in part:
            yield f"no hash: {part.strip()}"
