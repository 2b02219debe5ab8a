"""SMS are counted as carriers count them."""

from pathlib import Path

import msgspec

from channels import gsm


def test_every_recorded_text_takes_its_segments(shared: Path) -> None:
    rows = msgspec.json.decode((shared / "fixtures" / "twilio" / "segmentation.json").read_bytes())
    told = [(gsm.fits(row["text"]), gsm.segments(row["text"])) for row in rows["rows"]]
    assert told == [(row["encoding"] == "GSM-7", row["segments"]) for row in rows["rows"]]
    assert len({segments for _, segments in told}) > 2
