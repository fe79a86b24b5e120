#!/usr/bin/env python3
"""Makes the PDFs of this folder anew: python3 make.py, with reportlab, fpdf2 and Chromium.

Each is of another maker: fonts with one byte a letter (reportlab), with two (fpdf2), tagged (Chromium); in one column,
in two, with a table, with every word placed by itself. The sheets beside them hold what should be read.
"""
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import fpdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

HERE = Path(__file__).parent
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
TITLE = "Huyện ủy Bắc Sơn tổng kết công tác xây dựng Đảng năm 2020"
TEXT = [
    "Chiều 12/1/2021, đồng chí Lò Văn Thuyết, Ủy viên Ban Thường vụ Tỉnh ủy, Bí thư Huyện ủy Bắc Sơn, chủ trì hội nghị "
    "tổng kết công tác xây dựng Đảng năm 2020 và triển khai nhiệm vụ năm 2021. Cùng dự có các đồng chí trong Ban Thường "
    "vụ Huyện ủy, lãnh đạo các phòng, ban, ngành và bí thư đảng ủy 18 xã, thị trấn.",
    "Theo báo cáo, trong năm toàn huyện kết nạp 142 đảng viên mới, vượt 18,3% so với nghị quyết; 36 chi bộ được công nhận "
    "hoàn thành xuất sắc nhiệm vụ. Công tác kiểm tra, giám sát được thực hiện theo đúng chương trình, không để phát sinh "
    "điểm nóng về an ninh nông thôn ở các xã vùng cao.",
    "Phát biểu kết luận, đồng chí Lò Văn Thuyết đề nghị các chi bộ rà soát từng chỉ tiêu, giao việc cho từng đồng chí cấp "
    "ủy viên phụ trách, kịp thời tháo gỡ khó khăn ngay từ cơ sở và chuẩn bị chu đáo cho cuộc bầu cử đại biểu Quốc hội khóa "
    "XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021 - 2026.",
]
ROWS = [["TT", "Họ và tên", "Chức vụ"], ["1", "Lò Văn Thuyết", "Bí thư Huyện ủy"], ["2", "Hoàng Thị Sen", "Chủ tịch UBND huyện"]]


def sheet(name, *paragraphs):
    (HERE / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n")


def one_column():
    pdfmetrics.registerFont(TTFont("Serif", FONT))
    body = ParagraphStyle("body", fontName="Serif", fontSize=12, leading=18, alignment=4, firstLineIndent=24)
    head = ParagraphStyle("head", parent=body, fontSize=16, leading=22, alignment=1, firstLineIndent=0, spaceAfter=12)
    story = [Paragraph(TITLE, head), *(Paragraph(text, body) for text in TEXT)]
    story.append(Table(ROWS, style=[("FONT", (0, 0), (-1, -1), "Serif", 11)], colWidths=[30, 150, 200]))
    path = HERE / "mot-cot.pdf"
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1).build(story, onFirstPage=lambda c, _: c.drawCentredString(297, 30, "1"))
    sheet("mot-cot", TITLE, *TEXT, "\n".join(" | ".join(row) for row in ROWS))


def made_by_fpdf():
    pdf = fpdf.FPDF(format="A4")
    pdf.set_creation_date(datetime(2021, 1, 13, tzinfo=timezone.utc))
    pdf.add_font("Serif", fname=FONT)
    pdf.add_page()
    return pdf


def two_columns():
    pdf = made_by_fpdf()
    pdf.set_font("Serif", size=17)
    pdf.multi_cell(0, 9, TITLE, align="C", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(6)
    pdf.set_font("Serif", size=10)
    with pdf.text_columns(ncols=2, gutter=8, text_align="J", line_height=1.3) as columns:
        for text in TEXT * 4:
            with columns.paragraph(bottom_margin=3) as paragraph:
                paragraph.write(text)
    pdf.output(str(HERE / "hai-cot.pdf"))
    sheet("hai-cot", TITLE, *(TEXT * 4))


def word_by_word():
    pdf = made_by_fpdf()
    y = 30
    for text, size in [(TITLE, 16), *((text, 11) for text in TEXT)]:
        pdf.set_font("Serif", size=size)
        x = 20
        for word in text.split():
            width = pdf.get_string_width(word)
            if x + width > 190:
                x, y = 20, y + size * 0.5
            pdf.text(x, y, word)
            x += width + pdf.get_string_width(" ")
        y += size * 0.9
    pdf.output(str(HERE / "tung-chu.pdf"))
    sheet("tung-chu", TITLE, *TEXT)


def of_a_browser():
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    page = f"<!doctype html><meta charset=utf-8><style>body{{font:12pt/1.5 'DejaVu Serif';text-align:justify}}</style><h1>{TITLE}</h1>{body}"
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "a.html"
        html.write_text(page)
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--print-to-pdf={HERE / 'trinh-duyet.pdf'}", html.as_uri()], check=True, capture_output=True)
    sheet("trinh-duyet", TITLE, *TEXT)


for make in (one_column, two_columns, word_by_word, of_a_browser):
    make()
