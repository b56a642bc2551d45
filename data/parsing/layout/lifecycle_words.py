"""The words with which lists of events, and headings of times, say that a stage begins, ends, or does neither."""

from data.contracts.definitions import fold


def folded(words: str) -> frozenset:
    """The words of a text with commas between them, as they are compared."""
    return frozenset(fold(word) for word in words.replace("\n", ",").split(",") if word.strip())


HEADINGS = folded("""
    lifecycle:transition, lifecycle, lifecycle transition, life cycle, transition, transition type, event type,
    type of event, event kind, event lifecycle, ciclo de vida, transición, tipo de transición, tipo de evento,
    transição, tipo de transição, lebenszyklus, ereignisart, ereignistyp, type d'événement
""")
STARTS = folded("""
    start, started, starts, begin, begins, began, begun, beginning, inicio, inicia, iniciado, iniciada, comienzo,
    comienza, comenzado, empieza, empezado, início, iniciou, começo, começa, começou, anfang, beginn, begonnen,
    gestartet, début, commencé, inizio
""")
ENDS = folded("""
    complete, completed, completes, completion, end, ended, ends, finish, finished, finishes, fin, fim, término,
    termina, terminado, terminada, finalizado, finalizada, completado, completada, completo, acabado, concluido,
    concluida, concluído, concluída, concluiu, encerrado, terminou, ende, beendet, abgeschlossen, fertig, fini,
    terminé, fine, completato, ate_abort, pi_abort, withdraw
""")
SHORT_STARTS = folded("s, b, in, enter, entered, open, opened, entrada, abierto, aberto, abertura, apertura, ein")
SHORT_ENDS = folded("""
    e, c, f, out, leave, left, exit, exited, stop, stopped, close, closed, done, salida, cerrado, cierre, saída,
    fechado, aus, ausgang
""")
OTHERS = folded("""
    schedule, scheduled, assign, assigned, reassign, reassigned, suspend, suspended, resume, resumed, pause,
    paused, autoskip, manualskip, unknown, programado, asignado, asignada, suspendido, reanudado, pausado,
    agendado, atribuído, suspenso, retomado, geplant, zugewiesen, unterbrochen, fortgesetzt
""")
