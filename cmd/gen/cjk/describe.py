# This program prints the tables of the multi-byte encodings that have no state, as the
# interpreter that runs it knows them: one line of JSON an encoding, with
#   entries    [[prefix, last byte, text]], where text "" takes an entry of the base away, and a
#              number is the length of an error
#   prefixes   beginnings of sequences that have no entries
#   encodings  [[code point, bytes]]: what is encoded otherwise than the first entry says
#   ranges     of four bytes: [[number of the first sequence, code point, count]]
import json, sys

# Each encoding with the one of which it is a variant.
BASES = json.loads(sys.argv[1])

def decode(name, b):
    """The text of a sequence, None for a beginning of one, "" if it is malformed. A malformed
    sequence counts as an error of one byte, or as many as the number that is returned says."""
    try:
        return b.decode(name)
    except UnicodeDecodeError as e:
        if e.start > 0:
            return ""
        if e.reason.startswith("incomplete"):
            return None
        return e.end if e.end > 1 else ""

def encode(name, s):
    try:
        return s.encode(name)
    except UnicodeEncodeError as e:
        if e.end - e.start != 1:
            raise ValueError((name, s, e.end)) from None
        return b""

def enumerate_sequences(name):
    entries, prefixes, todo = {}, [], [b""]
    while todo:
        prefix = todo.pop(0)
        prefixes.append(prefix)
        for last in range(256):
            b = prefix + bytes([last])
            if name == "gb18030" and len(b) == 2 and 0x30 <= last <= 0x39:
                continue
            text = decode(name, b)
            if text is None and b == b"\xa4\xd4":
                continue # in EUC-KR, a sequence of eight bytes
            if text is None:
                todo.append(b)
            elif text:
                entries[b] = text
    return entries, prefixes

def four_bytes():
    """The ranges of four-byte sequences of GB 18030 within 16 bits."""
    ranges = []
    for n in range(39420):
        rest, d = divmod(n, 10)
        rest, c = divmod(rest, 126)
        a, b = divmod(rest, 10)
        text = decode("gb18030", bytes([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d]))
        if text:
            if ranges and ranges[-1][0] + ranges[-1][2] == n and ranges[-1][1] + ranges[-1][2] == ord(text):
                ranges[-1][2] += 1
            else:
                ranges.append([n, ord(text), 1])
    return ranges

def inverse(entries):
    out = {}
    for b, text in entries.items():
        if isinstance(text, str):
            out.setdefault(text, b)
    return out

known, starts = {}, {}
for name, base in BASES:
    entries, prefixes = enumerate_sequences(name)
    known[name] = entries
    starts[name] = {*prefixes}
    ranges = four_bytes() if name == "gb18030" else []
    listed = dict(entries)
    if base:
        listed = {b: t for b, t in entries.items() if known[base].get(b) != t}
        listed.update({b: "" for b in known[base] if b not in entries})
        listed.update({b: "" for b in starts[base] - starts[name] if b not in entries})
    merged = {**known[base], **listed} if base else listed
    first = inverse({b: t for b, t in sorted(merged.items(), key=lambda e: (len(e[0]), e[0])) if t})
    exceptions = []
    for c in range(0x30000):
        if 0xD800 <= c < 0xE000:
            continue
        b = encode(name, chr(c))
        if len(b) < 4 and b != first.get(chr(c), b""):
            exceptions.append([c, list(b)])
    used = {b[:-1] for b in listed}
    print(json.dumps({"name": name, "base": base, "entries": [[list(b[:-1]), b[-1], t] for b, t in sorted(listed.items())],
        "prefixes": [list(p) for p in prefixes if p and p not in used],
        "encodings": exceptions, "ranges": ranges}))
