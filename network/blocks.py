"""What the body of an experience is made of, beside what every page may hold."""

from core.blocks import BodyBlock, FileBlock, VideoBlock


class ExperienceBodyBlock(BodyBlock):
    """Headings, text, pictures, quotations, links, files, videos."""

    file = FileBlock()
    video = VideoBlock()
