"""What runs on a reader's phone is found in chapters, however it is written, at its line."""

from __future__ import annotations

import pytest
from conftest import TODAY, Write
from qunli import checks, library, plugin, site
from qunli.problem import ContentError, errors

PACK = "content/industries/shop/chapters/page.md"
OWN = "content/handbook/page.md"
TEMPLATE = "content/handbook/templates/page.md"
HOME = "content/handbook/index.md"
FRONT = "---\ntitle: 说明\n---\n\n第一句\n\n"
LINE = FRONT.count("\n") + 1

LINKS = (
    "[点](javascript:alert(1))",
    "[点](JaVaScRiPt:alert(1))",
    "[点](java&#115;cript:alert(1))",
    "[点](java&Tab;script:alert(1))",
    "[点](javascript&colon;alert(1))",
    "[点](&#x6A;avascript:alert(1))",
    "[点](&#1;javascript:alert(1))",
    "[点](<javascript:alert(1)>)",
    "[点](< javascript:alert(1)>)",
    "[点]( javascript:alert(1) )",
    "[点](data:text/html,<b>x</b>)",
    "[点](vbscript:msgbox(1))",
    "![图](javascript:alert(1))",
    "![图](data:image/svg+xml;base64,PHN2Zz4=)",
    "[点][一]\n\n[一]: javascript:alert(1)",
    '<a href="javascript:alert(1)">点</a>',
    "<a href=javascript:alert(1)>点</a>",
    '<a href="javascript:alert(1)" href="https://x.example/">点</a>',
    '<img src="javascript:alert(1)" alt="图" src="a.png">',
    '<a href="java\nscript:alert(1)">点</a>',
    '<a href="java\tscript:alert(1)">点</a>',
    '<a href=" &#14; javascript:alert(1)">点</a>',
    '<svg><a xlink:href="javascript:alert(1)"></a></svg>',
    '<form action="javascript:alert(1)"></form>',
    '<img srcset="a.png 1x, javascript:alert(1) 2x">',
    '[点](https://x.example/){ href="javascript:alert(1)" }',
)
HTML = (
    "<javascript:alert(1)>",
    "<script>alert(1)</script>",
    "<SCRIPT src=//x.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<img src=x\nonerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
    '<iframe src="https://x.example/"></iframe>',
    '<object data="x.swf"></object>',
    "<embed src=x>",
    '<meta http-equiv="refresh" content="0;url=https://x.example/">',
    '<base href="https://x.example/">',
    "<form action=/x><button>走</button></form>",
    "<input type=text type=checkbox>",
    "<input type=image src=a.png type=radio>",
    '<link rel="stylesheet" href="https://x.example/x.css">',
    "<style>* { display: none }</style>",
    '<p style="position: fixed">字</p>',
    '字\n{: onclick="alert(1)" }',
    '[点](https://x.example/){ onclick="alert(1)" }',
    "## 标题 { onclick=alert(1) }",
    '<div markdown onmouseover="alert(1)">字</div>',
    '<p id="__config">{"base": "//x.example"}</p>',
    '<pre class="mermaid">graph</pre>',
    "<!--> <img src=x onerror=alert(1)> -->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<math><mtext></mtext></math>",
    '<input type="text" autofocus>',
)
FINE = (
    "[点](https://x.example/?a=javascript:alert(1)) 和 `javascript:alert(1)`",
    "```\n<script>alert(1)</script>\n[点](javascript:alert(1))\n```",
    "javascript: 是一种链接，data: 也是。",
    "[微信](weixin://) [电话](tel:10000) [信](mailto:a@shop.example) [日历](webcal://shop.example/a.ics)",
    "![图](data:image/png;base64,iVBORw0KGgo=)",
    "<details markdown><summary>展开</summary>\n\n**字**\n\n</details>",
    '<table><tr><td colspan="2">字<br>字</td></tr></table>',
    "| 左 | 右 |\n| :-- | --: |\n| 一 | 二 |",
    "- [ ] 一\n- [x] 二",
    '!!! note "注意"\n    字',
    "字 <!-- 说明 --> 字",
    "[相对](other.md) [锚](#_slots){ .md-button }",
    "一 < 二 && 三 > 二 &lt;script&gt;",
)


def told(project: Write, path: str, text: str) -> list[tuple[str, int]]:
    """Return (code, line) of the errors about one page."""
    root = project({path: FRONT + text + "\n"})
    _, found = site.judged(library.load(root, fallback=root / "none"), TODAY)
    assert all(each.path == path for each in errors(found))
    return sorted({(each.code, each.line) for each in errors(found)})


@pytest.mark.parametrize("path", [PACK, OWN, TEMPLATE, HOME])
@pytest.mark.parametrize("text", LINKS)
def test_a_link_that_runs_is_told_at_its_line(text: str, path: str, project: Write) -> None:
    found = told(project, path, text)
    assert found
    assert {code for code, _ in found} == {"Q026"}
    assert {line for _, line in found} & set(range(LINE, LINE + text.count("\n") + 1))


@pytest.mark.parametrize("text", HTML)
def test_what_acts_in_a_chapter_of_a_pack_is_told_at_its_line(text: str, project: Write) -> None:
    found = told(project, PACK, text)
    assert found
    assert {code for code, _ in found} == {"Q026"}
    assert {line for _, line in found} <= set(range(LINE, LINE + text.count("\n") + 1))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '<iframe src="https://x.example/"></iframe>'])
def test_the_author_of_a_project_may_write_html_into_the_own_handbook(text: str, project: Write) -> None:
    assert told(project, OWN, text) == []


@pytest.mark.parametrize("path", [PACK, OWN])
@pytest.mark.parametrize("text", FINE)
def test_what_only_shows_is_fine(text: str, path: str, project: Write) -> None:
    assert told(project, path, text) == []


def test_the_first_of_two_of_a_kind_does_not_hide_the_second(project: Write) -> None:
    text = "[一](javascript:a)\n\n中间\n\n[二](java&#115;cript:b)"
    assert told(project, PACK, text) == [("Q026", LINE), ("Q026", LINE + 4)]


@pytest.mark.parametrize("sign", "<&{[\\")
def test_a_page_with_more_signs_than_are_read_in_a_moment_is_told(sign: str, project: Write) -> None:
    assert told(project, OWN, f"{sign} " * 3_000) == []
    assert told(project, OWN, f"{sign} " * 3_001) == [("Q009", 1)]


def test_nothing_is_published_with_it(project: Write) -> None:
    root = project({PACK: FRONT + LINKS[0]})
    with pytest.raises(ContentError, match="Q026"):
        plugin.build(root, TODAY, None, strict=False)
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    "address", ["https://x.example/", "a.md", "#a", "", "data:image/png;base64,x", "x:data:y"]
)
def test_an_address_to_go_to_does_not_run(address: str) -> None:
    assert not checks.runs(address)
