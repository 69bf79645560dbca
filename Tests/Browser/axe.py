"""axe-core, an accessibility checker, run inside a page.

    findings = axe.check(page)
    findings.serious    what breaks a rule of WCAG 2.2 A or AA with impact "serious" or "critical"
    findings.advice     everything else that axe would have otherwise, good practice included

`scripts/setup --tests` fetches it. It is put into the page over the DevTools protocol, so the page's
Content-Security-Policy neither stops it nor has to allow it.
"""

from collections import namedtuple
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent.parent / ".deps" / "share" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = ("serious", "critical")

Findings = namedtuple("Findings", "serious advice checked")

RUN = """async (rules) => {
    const { violations, passes } = await axe.run(document, {
        runOnly: { type: "tag", values: [...rules, "best-practice"] },
        resultTypes: ["violations"],
        // Nothing is fetched: the page's own requests stay the only ones.
        preload: false,
    });
    return {
        checked: violations.length + passes.length,
        found: violations.map(({ id, impact, help, tags, nodes }) => ({
            id, impact, help, tags,
            nodes: nodes.map((n) => ({ at: n.target.flat().join(" "), html: n.html, why: n.failureSummary })),
        })),
    };
}"""


class AxeError(Exception):
    """axe-core is not there."""


def check(page):
    """What axe finds on the page as it is now, each finding a text of some lines."""
    if not SCRIPT.is_file():
        raise AxeError(f"no {SCRIPT}: run scripts/setup --tests")
    if not page.evaluate("typeof globalThis.axe === 'object'"):
        page.evaluate(SCRIPT.read_text() + "\n;undefined")
    result = page.evaluate(RUN, RULES)
    serious, advice = [], []
    for finding in result["found"]:
        breaks = finding["impact"] in SERIOUS and any(tag in RULES for tag in finding["tags"])
        (serious if breaks else advice).append(describe(finding))
    return Findings(serious, advice, result["checked"])


def describe(finding, most=4):
    lines = [f"{finding['id']} ({finding['impact']}): {finding['help']}"]
    for node in finding["nodes"][:most]:
        why = [line.strip() for line in node["why"].splitlines()[1:]]
        lines += [f"  at {node['at']}", f"     {node['html'][:160]}", f"     {' / '.join(why)[:300]}"]
    if len(finding["nodes"]) > most:
        lines.append(f"  … and {len(finding['nodes']) - most} more elements")
    return "\n".join(lines)
