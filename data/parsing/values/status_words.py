"""Words for yes and no, and what a status says of a customer or a complaint: still open, or ended."""

from data.contracts.definitions import fold

YES = frozenset(
    map(
        fold,
        "yes|y|true|t|1|1.0|sí|si|s|sim|verdadero|verdadeiro|x|✓|oui|o|ja|j|v|on|wahr|w|vrai|vero|waar|✔|☑".split("|"),
    )
)
NO = frozenset(map(fold, "no|n|false|f|0|0.0|não|falso|non|nein|nee|off|falsch|faux|onwaar|✗|✘|☐".split("|")))
UNSURE_YES = frozenset("ojw")  # oui, ja and wahr; but O and W are open and won as well
CUSTOMER = frozenset(map(fold, "customer|client|account|member|cliente|cuenta|conta|socio|kunde".split("|")))
OPEN = frozenset(
    map(
        fold,
        (
            *("active", "live", "current", "in force", "open", "opened", "reopened", "re-opened", "ongoing", "running"),
            *("in progress", "work in progress", "pending", "new", "waiting", "on hold", "enrolled", "subscribed"),
            *("activo", "activa", "vigente", "en vigor", "abierto", "abierta", "en curso", "en proceso", "pendiente"),
            *("reabierto", "reabierta", "de alta", "ativo", "ativa", "em vigor", "aberto", "aberta", "em andamento"),
            *("pendente", "reaberto", "reaberta", "em curso", "aktiv", "laufend", "offen", "in bearbeitung", "gültig"),
            *("stayed", "joined", "retained", "existing", "renewed"),
            *("actif", "active customer", "active client", "cliente activo", "cliente ativo", "aktiver kunde"),
        ),
    )
)
ENDED = frozenset(
    map(
        fold,
        (
            *("inactive", "cancelled", "canceled", "churned", "closed", "ended", "expired", "terminated", "left"),
            *("lapsed", "lost", "resolved", "solved", "done", "completed", "complete", "rejected", "former", "gone"),
            *("inactivo", "inactiva", "cancelado", "cancelada", "baja", "de baja", "cerrado", "cerrada", "resuelto"),
            *("resuelta", "terminado", "terminada", "vencido", "vencida", "finalizado", "finalizada", "anulado"),
            *("inativo", "inativa", "encerrado", "encerrada", "fechado", "fechada", "resolvido", "resolvida", "saiu"),
            *("concluído", "concluída", "expirado", "inaktiv", "gekündigt", "beendet", "geschlossen", "gelöst"),
            *("erledigt", "abgelaufen", "inactif", "résilié", "suspended", "suspendido", "suspenso", "ausgetreten"),
        ),
    )
)
STILL = OPEN | frozenset(
    map(
        fold,
        (
            *("still active", "still open", "never", "none yet", "present", "today", "now", "to date", "until now"),
            *("nunca", "todavía activo", "sigue activo", "sigue activa", "actualidad", "presente", "hoy", "hasta hoy"),
            *("ainda ativo", "ainda ativa", "até hoje", "até o momento", "atual", "hoje", "heute", "bis heute"),
            *("unbefristet", "unbegrenzt", "indefinido", "indefinida", "indeterminado", "aujourd’hui", "en cours"),
        ),
    )
)  # what stands where a day would if there were an end
