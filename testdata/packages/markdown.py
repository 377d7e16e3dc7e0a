"""Renders a long document with Markdown and its extensions.

They are imported here and named in full: the short names come from the package's metadata, which a compiled
program does not hold.
"""

import markdown
from markdown.extensions import (abbr, admonition, attr_list, codehilite, def_list, fenced_code, footnotes, md_in_html, meta, nl2br, sane_lists,
                                 smarty, tables, toc, wikilinks)

section = """
# Section {n} {{#s{n}}}

A paragraph with *emphasis*, **strong**, `code {n}`, [a link](http://example.com/{n} "Title"), ![image](i{n}.png)
and a hard  
break, <span>inline html</span>, an auto link <http://example.com/?a=1&b={n}>, \\*escaped\\* and AT&T &copy;.

* item one
* item two with `code`
    * nested {n}

        a paragraph in it
1. first
2. second

> quoted
> > twice
> text

    indented code <{n}> & more

~~~~python
def f{n}(x):
    return x < {n} and "{n}"
~~~~

Name | Value
:--- | ---:
a{n} | **{n}**
b    | `|`

Term {n}
:   its definition

A note[^{n}] and HTML is short. *[HTML]: Hyper Text

[^{n}]: The text of note {n}.

Setext
------

[ref]: http://example.com/ref{n} 'R'
See [ref] and [text][ref]. Smart "quotes" -- and 'single' ... done.

<div markdown="1">
block *html*
</div>

!!! note "Careful {n}"
    In an admonition.

---
"""

document = "[TOC]\n" + "".join(section.format(n=n) for n in range(40))
modules = [fenced_code, footnotes, attr_list, def_list, tables, abbr, md_in_html, toc, admonition, smarty, sane_lists, nl2br, meta, wikilinks, codehilite]
names = [m.__name__ for m in modules]
md = markdown.Markdown(extensions=names, extension_configs={"markdown.extensions.codehilite": {"use_pygments": False}}, output_format="xhtml")
html = md.convert(document)
print(html)
print(md.toc)
print(markdown.markdown("Title: x\n\n# Plain\n\ntext"), markdown.markdown(document)[:2000])
for bad in ("nope_ext", 5):
    try:
        markdown.markdown("x", extensions=[bad])
    except Exception as e:
        print(type(e).__name__, e)
