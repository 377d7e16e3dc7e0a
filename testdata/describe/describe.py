"""Prints what ast, symtable, tokenize and dis say of the files named on standard input, as hashes."""
import ast, dis, hashlib, io, marshal, re, symtable, sys, tokenize, warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(8000)


def short(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def dump(tree):
    return short(ast.dump(tree, include_attributes=True))


def code(co):
    return short(repr(marshal.dumps(co, 2))) # version 2 has no references, which depend on counts


def table(t, out):
    out.append(f"{t.get_type()} {t.get_name()} {t.get_lineno()} {t.is_optimized()} {t.is_nested()} {t.has_children()} {sorted(t.get_identifiers())}")
    for s in sorted(t.get_symbols(), key=lambda s: s.get_name()):
        out.append(" ".join(str(getattr(s, name)()) for name in sorted(dir(s)) if name.startswith("is_")) +
                   f" {s.get_name()} {s._Symbol__flags} {s._Symbol__scope}")
    for c in t.get_children():
        table(c, out)
    return out


def unparsed(tree):
    text = ast.unparse(tree)
    return short(text), ast.dump(ast.parse(text)) == ast.dump(tree)


def disassembled(co):
    out = io.StringIO()
    dis.dis(co, file=out)
    text = re.sub("0x[0-9a-f]+", "0x", out.getvalue())
    return short(re.sub(r"frozenset\(.*", "frozenset", text)) # whose order differs


def tried(f, *args):
    try:
        return f(*args)
    except (SyntaxError, ValueError, RecursionError, tokenize.TokenError) as e:
        return repr(e)


def describe(path):
    with open(path, "rb") as f:
        source = f.read()
    tree = tried(ast.parse, source)
    if isinstance(tree, str):
        return [tree]
    def recompiled(optimize):
        return code(compile(tree, path, "exec", dont_inherit=True, optimize=optimize))
    def flagged(flags):
        return code(compile(source, path, "exec", flags, True))
    def optimized(level):
        return dump(compile(source, path, "exec", ast.PyCF_OPTIMIZED_AST, optimize=level))
    return [
        dump(tree), tried(unparsed, tree), tried(recompiled, 0), tried(recompiled, 2),
        tried(lambda: dump(ast.parse(source, type_comments=True))), tried(lambda: dump(ast.parse(source, feature_version=(3, 7)))),
        tried(optimized, 0), tried(optimized, 2), tried(flagged, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT),
        tried(lambda: short("\n".join(table(symtable.symtable(source, path, "exec"), [])))),
        tried(lambda: short(repr(list(tokenize.tokenize(io.BytesIO(source).readline))))),
        tried(lambda: disassembled(compile(source, path, "exec", dont_inherit=True))),
    ]


for line in sys.stdin:
    print(line.strip(), describe(line.strip()), flush=True)
