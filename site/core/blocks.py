"""What the body of a page is made of."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "core/blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Words"))
    author = blocks.CharBlock(label=_("Who said them"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"


class LinkBlock(blocks.StructBlock):
    """A link to a source or another site, opened only when somebody follows it."""

    label = blocks.CharBlock(label=_("Text of the link"))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")
        template = "core/blocks/link.html"


class FileBlock(blocks.StructBlock):
    """A document to download."""

    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(label=_("What it is"), required=False, help_text=_("Left empty, the title of the file is shown."))

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "core/blocks/file.html"


class VideoValue(blocks.StructValue):
    @property
    def site(self) -> str:
        """The other site that shows it."""
        return (urlsplit(self["url"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    """A video elsewhere: nothing is asked of that site before somebody follows the link."""

    title = blocks.CharBlock(label=_("Title"))
    url = blocks.URLBlock(label=_("Address"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1, max_value=600)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "core/blocks/video.html"
        value_class = VideoValue


class BodyBlock(blocks.StreamBlock):
    """The usual body: headings, text, pictures, quotations, links."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "link", "document-link", "ol", "ul", "h3"])
    image = ImageBlock(label=_("Picture"), template="core/blocks/image.html")
    quote = QuoteBlock()
    link = LinkBlock()
