"""The port the server listens on: Streamlit takes the next free one without a word, so the word is said here."""

from streamlit import config

from data.problems import sentence

USUAL_PORT = 8501


def say_other_port() -> None:
    """Say on the terminal that another program has the usual port, where the server got the next one instead of it.

    A port asked for by hand is not replaced: Streamlit refuses to start and names it.
    """
    port = config.get_option("server.port")
    if not config.is_manually_set("server.port") and port != USUAL_PORT:
        print(sentence("PORT_TAKEN", {"taken": USUAL_PORT, "port": port}), flush=True)
