# Prints the C tokenizer's tokens: for each path on standard input a digest of its tokens,
# or, with arguments, the tokens of those files themselves.
import hashlib, sys, tokenize, _tokenize

def tokens(path, extra):
    with open(path, "rb") as f:
        encoding, _ = tokenize.detect_encoding(f.readline)
        f.seek(0)
        lines = []
        for t in _tokenize.TokenizerIter(f.readline, encoding=encoding, extra_tokens=extra):
            kind, text, (line, col), (end_line, end_col), _ = t
            lines.append(f"{kind} {line}:{col}-{end_line}:{end_col} {text!a}\n")
    return lines

extra = sys.argv[1] == "extra"
for path in sys.argv[2:]:
    print(*tokens(path, extra), sep="", end="")
if len(sys.argv) == 2:
    for path in sys.stdin.read().splitlines():
        try:
            lines = tokens(path, extra)
            while lines and lines[-1][:2] in ("0 ", "6 "): # placed differently at the end of a stream
                lines.pop()
            print(hashlib.sha1("".join(lines).encode()).hexdigest())
        except SyntaxError as e:
            print("error", e)
