"""Experiences that local governments propose: told in a guided form, taken up by the editors as a draft page, published.

draft ──send──▶ submitted ◀──answer── asked        submitted, asked ──(page published)──▶ taken_up
  │                 └────────ask────────▶┘          submitted, asked ──decline──▶ declined
  └──withdraw──▶ withdrawn ◀──withdraw── submitted, asked
Sending makes a draft page in the editors' workflow. Nothing that is proposed is public before an editor has published it.
"""
