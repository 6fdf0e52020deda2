import threading

from legalaid_desktop.desktop.rail import StatusStrip
from legalaid_desktop.domain.errors import Cancelled, Refused


def test_answers_come_in_order_in_the_window_thread(qtbot, jobs):
    got = []
    for number in range(200):
        jobs.run(
            lambda p, c, n=number: n,
            lambda n: got.append((n, threading.current_thread())),
            got.append,
        )
    qtbot.waitUntil(lambda: len(got) == 200)
    assert got == [(n, threading.main_thread()) for n in range(200)]


def test_a_refusal_reaches_the_window(qtbot, jobs):
    def work(progress, cancelled):
        raise Refused("No.")

    failures = []
    jobs.run(work, failures.append, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].reason == "No."


def test_stop_in_the_strip_cancels(qtbot, jobs):
    strip = StatusStrip(jobs)
    qtbot.addWidget(strip)
    began = threading.Event()

    def work(progress, cancelled):
        progress(1, 3)
        began.set()
        while not cancelled():
            pass
        raise Cancelled

    failures = []
    jobs.run(work, failures.append, failures.append, "Making the bundle")
    assert not strip.isHidden()
    began.wait()
    strip.stop.click()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert strip.isHidden()


def test_locking_waits_and_forgets_the_answer(qtbot, jobs):
    got = []
    jobs.run(lambda p, c: "name of a client", got.append, got.append)
    jobs.drop()
    assert not jobs.busy
    assert got == []


def test_a_bug_in_a_job_is_reported(qtbot, jobs):
    with qtbot.waitSignal(jobs.broke) as told:
        jobs.run(lambda p, c: 1 / 0, lambda a: None, lambda e: None)
    assert isinstance(told.args[0], ZeroDivisionError)
