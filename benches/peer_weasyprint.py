"""Renders HTML files to PDF with WeasyPrint, as the benchmark's peer: peer_weasyprint.py FOLDER FILE…"""

import sys
from pathlib import Path

from weasyprint import HTML

folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for number, name in enumerate(sys.argv[2:]):
    HTML(filename=name).write_pdf(folder / f"{number}-{Path(name).stem}.pdf", pdf_variant="pdf/ua-1")
