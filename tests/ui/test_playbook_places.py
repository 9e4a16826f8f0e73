"""Every place that the playbooks name on a page of the window is there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.drafts import CaseKind
from app.domain.practice.playbook import Place, PlaceKind
from app.operations import cases
from app.operations.practice import playbooks
from app.ui import pages
from tests.ui.shell import case, casebook_path, dressed, make_shell, opened, shell
from tests.unit.playbook_places import missing_place

__all__ = ["case", "casebook_path", "dressed", "make_shell", "opened", "shell"]


def test_every_place_on_a_page_exists(opened):
    names = names_of_pages(opened)
    opened.window.open_case(cases.add_case(opened.window.session.casebook, CaseKind.TRUST, "T").id)
    names |= names_of_pages(opened)
    missing = {
        item.id: told
        for item in playbooks.items().values()
        if item.place.kind is PlaceKind.PAGE and (told := missing_place(item.place, names))
    }
    assert missing == {}
    assert set(names) <= {page.id for page in pages.PAGES}
    for wrong in (
        Place(PlaceKind.PAGE, "start", "start-gate-IR-G9"),
        Place(PlaceKind.PAGE, "timeline", "start-gate-IR-G1"),
    ):
        assert missing_place(wrong, names), "a wrong place is found out"


def names_of_pages(opened):
    """The names of all there is on each page of the case in hand, by the page's id."""
    opened.window.build_all()
    opened.settle()
    kind = opened.window.session.case.kind
    return {
        page_id: {each.objectName() for each in (page.pane, *page.pane.findChildren(QObject))}
        for page_id, page in opened.window.case_pages.by_id.items()
        if kind in page.page.kinds
    }


def test_what_a_question_leads_to_is_a_page():
    from app.ui.panes.practice.start_topics import _PAGES

    ids = {page.id for page in pages.PAGES}
    assert {page_id for page_id, _ in _PAGES.values()} <= ids
