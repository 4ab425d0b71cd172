# Palabras de la interfaz en español.

# Partes que tiene cada página.
nav-search = Buscar
nav-resources = Recursos sociales
nav-organisations = Organizaciones
nav-network = Red
nav-shortlist = Selección
nav-main = Principal
nav-foot = Sobre este sitio
nav-about = Sobre este nodo
nav-accessibility = Accesibilidad
nav-privacy = Privacidad
nav-api = Interfaz para programas
skip = Ir al contenido
language-label = Idioma
language-button = Cambiar
foot-node = Servido por el nodo de { $it }.
foot-never = Ni expedientes, ni nombres de personas beneficiarias, ni asignación de plazas: solo lo que las organizaciones comparten.
to-search = Ir a la búsqueda
other = otro
any = cualquiera
not-said = no se indica
labelled = { $it }:
quoted = «{ $it }»
technical = Detalles técnicos
contact = Contacto

# Búsqueda.
search-title = Buscar
search-title-for = { $it } – búsqueda
search-heading = Lo que funciona, de vecino a vecino
search-lead = Prácticas, proyectos piloto, directrices, formación y acuerdos sobre vivienda e integración, compartidos por municipios y entidades del tercer sector de toda Europa.
search-label = Buscar en la biblioteca
search-placeholder = garantía de alquiler, acogida en familias, temporeros …
search-placeholder-short = Buscar en la biblioteca
search-button = Buscar
search-help = Escribe en tu idioma: también se encuentran documentos en otros idiomas. Las «comillas» buscan palabras exactas; el signo menos excluye una palabra.
completions = Sugerencias
start-kinds = Empieza por
start-town = De municipios como el mío
start-town-text = Qué han hecho lugares de tamaño, mercado e historia parecidos a los del tuyo.
start-map = Todo en un mapa
start-resources = Quién ayuda y dónde
start-resources-text = Plazas, garantías, mediación, ayuda jurídica: por lugar y por idioma, con la fecha de la última comprobación.
start-newest = Últimas novedades
start-empty = Aún no se ha publicado ni ha llegado nada. Los documentos aparecen aquí en cuanto este nodo los recibe.
count-all = { $n ->
     [one] { $shown } documento
     [many] { $shown } de documentos
    *[other] { $shown } documentos
    }
count-for = { $n ->
     [0] Sin resultados para «{ $it }»
     [one] { $shown } documento para «{ $it }»
     [many] { $shown } de documentos para «{ $it }»
    *[other] { $shown } documentos para «{ $it }»
    }
count-guess = { $n ->
     [one] { $shown } documento para «{ $it }», una suposición
     [many] { $shown } de documentos para «{ $it }», una suposición
    *[other] { $shown } documentos para «{ $it }», una suposición
    }
count-together = Las traducciones aparecen junto al documento que traducen.
guess-label = Suposición:
guess = Con «{ $it }» no se encuentra casi nada; por eso se muestra «{ $other }».
guess-nothing = Con «{ $it }» no se encuentra nada; por eso se muestra «{ $other }».
guess-exact = { $n ->
     [one] Mostrar solo «{ $it }» ({ $shown } documento)
     [many] Mostrar solo «{ $it }» ({ $shown } de documentos)
    *[other] Mostrar solo «{ $it }» ({ $shown } documentos)
    }
relaxed = Ningún documento contiene todas estas palabras. Aquí están los que contienen algunas.
partly = Documentos con todas estas palabras: { $shown }. Los demás contienen algunas o dicen lo mismo con otras palabras.
exact-now = Se busca solo lo que has escrito.
exact-undo = Buscar también palabras afines
chips = Filtros elegidos
chip-remove = quitar este filtro
chips-clear = Quitar todos los filtros
concepts = Palabras afines que también se buscan
concept-also = encuentra también
concept-narrower = y lo que es más específico
concept-off = sin palabras afines
concept-switch = Palabras afines a { $it }
concept-on-button = Activar
concept-off-button = Desactivar
offers = ¿Querías usar esto como filtro?
facets = Filtros
to-facets = Filtros
facets-apply = Aplicar los filtros
facet-more = { $n ->
     [one] { $shown } más
    *[other] { $shown } más
    }
facet-kind = Tipo
facet-area = Área
facet-target = Para quién
facet-solution = Solución
facet-language = Idioma
facet-country = País
facet-region = Región
facet-population = Tamaño del lugar
facet-market = Mercado de la vivienda
facet-migration = Historia migratoria
facet-support = Apoyo político
facet-staffing = Personal municipal
facet-share = Proporción de residentes extranjeros
facet-foreign = Residentes extranjeros
facet-urbanisation = Tipo de lugar
facet-maturity = Madurez
facet-licence = Licencia
facet-by = Publicado por
facet-documents = Adjuntos
facet-freshness = Actualización
sort-label = Orden
sort-button = Ordenar
sort-relevance = Más pertinentes primero
sort-newest = Más recientes primero
sort-oldest = Más antiguos primero
sort-title = Por título
views = Vista
view-list = Lista
view-map = Mapa
pages = Páginas
page-of = Página { $shown } de { $shown_total }
none = Aquí no hay nada que responda a eso.
none-fewer = Prueba con menos palabras, o con una más general.
none-filters = Quitar todos los filtros y buscar de nuevo
none-language = Escribe en el idioma que mejor conozcas: también se encuentran documentos en otros idiomas.
none-begin = Recorrerlo todo
feed-link = Seguir estos resultados como canal (Atom)
feed-title = Vicinia: últimas novedades
feed-title-for = Vicinia: { $it }
export = Llévate la lista:
hit-documents = { $n ->
     [one] { $shown } adjunto
     [many] { $shown } de adjuntos
    *[other] { $shown } adjuntos
    }
hit-also = También en:
hit-network = Solo para miembros
hit-stale = Revisión vencida
collect-add = Añadir a la selección
collect-remove = Quitar de la selección
reason-same = { $it }: { $other }
reason-nearly = { $it }, casi igual: { $other }
reason-population = Tamaño del lugar
reason-urbanisation = Tipo de lugar
reason-migration-history = Historia migratoria
reason-foreign-population = Residentes extranjeros
reason-foreign-share = Proporción de residentes extranjeros
reason-housing-market = Mercado de la vivienda
reason-country = País
reason-region = Región
reason-staffing = Personal municipal
reason-concept = Tema
reason-solution = Solución
reason-target = Para quién
opensearch-description = Buscar en la biblioteca de { $it }
map-label = Mapa de Europa; la lista de esta página tiene los mismos documentos
map-organisations = Mapa de Europa; la lista de esta página tiene las mismas organizaciones
map-resources = Mapa de Europa; la lista de esta página tiene los mismos servicios
map-several = { $n ->
     [one] { $shown } documento: { $it }
     [many] { $shown } de documentos: { $it }
    *[other] { $shown } documentos: { $it }
    }
map-elsewhere = Sin lugar en el mapa
map-first = El mapa muestra los primeros { $shown } documentos de { $shown_total }.

# La línea sincera, y la red.
line-complete = { $n ->
     [one] Aquí está todo lo que ha publicado { $shown } de { $shown_total } organizaciones.
    *[other] Aquí está todo lo que han publicado { $shown } de { $shown_total } organizaciones.
    }
line-silent = Último contacto con { $it }: { $other }.
line-alone = Por ahora esta es la única organización de la red.
network-more = Más sobre la red
network = Red
network-connected = Otros nodos conectados con este: { $shown } de { $shown_total }.
network-nobody = Este nodo no está conectado con nadie en este momento. La biblioteca se puede consultar hasta donde llegó; se vuelve a intentar con los demás.
network-works = Documentos
network-withdrawn = Documentos retirados
network-missing = Textos aún en camino
network-organisations = Organizaciones
network-stewards = Firmas para una decisión
network-stewards-of = { $shown } de { $shown_total } garantes
network-expires = Lista de miembros válida hasta
network-nodes = Los demás nodos
network-back = Volver a la red
seen-last = Último contacto: { $it }
seen-never = Nunca ha habido contacto
complete-unknown = Aún no se sabe qué tiene.
complete-not = { $n ->
     [one] Tiene { $shown } registro que no ha llegado aquí.
     [many] Tiene { $shown } de registros que no han llegado aquí.
    *[other] Tiene { $shown } registros que no han llegado aquí.
    }
there-all = Tiene todo lo que tenemos (última prueba: { $it }).
there-by-count = Según su último aviso, tiene tanto como nosotros.
there-behind = { $n ->
     [one] Le falta { $shown } registro de los nuestros.
     [many] Le faltan { $shown } de registros de los nuestros.
    *[other] Le faltan { $shown } registros de los nuestros.
    }
lives-heading = ¿Dónde vive?
lives-lead = Un documento vive en cada nodo que lo conserva. Esto es lo que se sabe de los demás.
why-offline = Este nodo no tiene activa su parte de red.
why-suspended = Suspendida: solo recibe la lista de miembros y las retiradas.
why-removed = Ya no es miembro.
why-no-address = No se conoce de él ninguna dirección que se pueda usar.
why-shut-out = { $n ->
     [one] Excluido durante { $shown } minuto más: ha enviado demasiadas cosas erróneas.
    *[other] Excluido durante { $shown } minutos más: ha enviado demasiadas cosas erróneas.
    }
why-not-yet = Aún no conectado.
why-again = { $n ->
     [one] Próximo intento dentro de { $shown } segundo.
    *[other] Próximo intento dentro de { $shown } segundos.
    }
why-unreachable = No se puede contactar.
why-lost = No se puede contactar desde el { $it }.
why-name = No se encontró su nombre.
why-route = Ninguna ruta lleva hasta allí.
why-refused = Su ordenador responde, pero el programa no está en marcha.
why-timeout = Nadie respondió a tiempo.
why-identity = En su dirección respondió otro nodo.
why-handshake = Respondió alguien que no habla este protocolo.
why-unwelcome = No se le deja entrar: está vetado, o su clave se rechaza.
why-limit = No se intenta ahora: este nodo ha alcanzado uno de sus propios límites.
why-unrecognised = Conectado, pero su lista de miembros aún no nos conoce.
why-fetching = { $n ->
     [one] Conectado; recibiendo, { $shown } elemento hasta ahora.
     [many] Conectado; recibiendo, { $shown } de elementos hasta ahora.
    *[other] Conectado; recibiendo, { $shown } elementos hasta ahora.
    }
why-failed = Conectado, pero la última comparación falló; se vuelve a intentar.
why-same = Conectado; ambos conservan lo mismo.
why-complete = Conectado; tenemos todo lo que puede darnos.
why-comparing = Conectado; comparando.
log = Decisiones de la red
log-lead = Cada admisión, suspensión y cambio lleva la firma de los garantes y queda a la vista de todos.
log-all = Todas las decisiones
log-link = Decisiones de la red
log-none = Aún no ha llegado aquí ninguna decisión.
log-version = Versión { $it }
decision-charter = La red recibe el nombre de «{ $it }».
decision-stewards = { $total ->
     [one] Decide { $shown_total } garante.
     [many] { $shown_total } de garantes; firmas necesarias para decidir: { $shown }.
    *[other] { $shown_total } garantes; firmas necesarias para decidir: { $shown }.
    }
decision-admit = { $n ->
     [one] Se admite a { $it }.
    *[other] Se admite a { $it }.
    }
decision-suspend = Se suspende a { $it }: { $other }.
decision-reinstate = Termina la suspensión de { $it }.
decision-remove = { $it } deja la red: { $other }.
decision-revoke = Se revoca un nodo de { $it }.
decision-rotate = { $it } recibe una nueva clave raíz.
decision-budget = { $n ->
     [one] { $it } puede publicar { $shown } registro.
     [many] { $it } puede publicar { $shown } de registros.
    *[other] { $it } puede publicar { $shown } registros.
    }
decision-withdraw = Los garantes retiran un documento.
decision-succeed = { $it } sucede a { $other }.
decision-addresses = { $n ->
     [one] Se indica { $shown } dirección de la red.
     [many] Se indican { $shown } de direcciones de la red.
    *[other] Se indican { $shown } direcciones de la red.
    }
decision-renews = Se renueva la lista de miembros.
decision-newer = Una decisión que esta versión del programa no conoce.
decision-signed = { $n ->
     [one] Firmada por { $it }.
    *[other] Firmada por { $it }.
    }

# Un documento.
facts = Datos principales
facts-place = El lugar
fact-where = Dónde
fact-country = País
fact-when = Cuándo
fact-maturity = Madurez
fact-stage = Fase
fact-decision = Próxima decisión
fact-cost = Coste
fact-daily-cost = Coste por persona y día
fact-reached = Personas a las que llegó
fact-evaluation = Evaluación
fact-help = Ayuda ofrecida
fact-target = Para quién
fact-solution = Solución
fact-areas = Áreas
fact-scope = Alcance
fact-population = Tamaño del lugar
fact-urbanisation = Tipo de lugar
fact-market = Mercado de la vivienda
fact-migration = Historia migratoria
fact-foreign = Residentes extranjeros
fact-share = Proporción de residentes extranjeros
fact-support = Apoyo político
fact-staffing = Personal municipal
fact-policy = Políticas del entorno
fact-issuer = Emitido por
fact-audience = Dirigido a
fact-jurisdiction = Jurisdicción
fact-legal-basis = Base jurídica
fact-agreement-type = Tipo
fact-lawyer = Revisado por un jurista
fact-items = Preguntas
fact-training-type = Tipo
fact-level = Nivel
fact-mode = Modalidad
fact-duration = Duración
fact-group = Grupo
fact-extras = Además
fact-service-type = Servicio
fact-service = Nombre
fact-provider = Ofrecido por
fact-schedule = Horario
fact-price = Precio
fact-spoken = Idiomas que se hablan
fact-capacity = Capacidad
fact-accessibility = Accesibilidad
fact-referral = Acceso a través de
fact-precision = Lugar indicado
fact-checked = Última comprobación
fact-checked-by = Comprobado por
certificate-given = Con certificado
train-the-trainer = Forma a formadores
group-least = { $n ->
     [one] Al menos { $shown } persona
     [many] Al menos { $shown } de personas
    *[other] Al menos { $shown } personas
    }
group-most = { $n ->
     [one] Hasta { $shown } persona
     [many] Hasta { $shown } de personas
    *[other] Hasta { $shown } personas
    }
since = { $precision ->
     [day] Desde el { $it }
    *[other] Desde { $it }
    }
until = { $precision ->
     [day] Hasta el { $it }
    *[other] Hasta { $it }
    }
by = { $precision ->
     [day] a más tardar el { $it }
    *[other] a más tardar en { $it }
    }
minutes-short = { $shown } min
part-title = Título
part-summary = Resumen
part-introduction = Introducción
part-recommendations = Recomendaciones
part-parties = Partes
part-clauses = Cláusulas
part-items = Preguntas
part-actors = Quiénes participaron
part-indicators = Resultados medidos
part-dates = Fechas principales
part-funding = De dónde vino el dinero
part-budget = En qué se gastó
part-objectives = Objetivos de aprendizaje
part-plan = Plan de la sesión
part-materials = Materiales necesarios
head-party = Parte
head-brings = Aporta o debe
head-indicator = Indicador
head-before = Antes
head-after = Después
head-unit = Unidad
head-date = Fecha
head-source = Fuente
head-event = Qué ocurrió
head-source-of-money = Fuente
head-programme = Programa
head-period = Periodo
head-amount = Importe
head-spent-on = Concepto de gasto
head-begins = Inicio
head-lasts = Duración
head-activity = Actividad
head-method = Método
head-materials = Materiales
head-actor = Quién
head-type = Qué es
head-role = Papel
head-support = Apoyo
head-place = Lugar
note-rationale = Por qué
note-actor = Quién
note-precondition = Requisito previo
note-note = Nota
note-risk = Riesgo
note-checklist = para la lista de comprobación
note-help = Significado
note-step = Nivel { $n }
clause-optional = opcional
tone-warning = Conviene saberlo antes de empezar
tone-needed = Sin esto no funciona
plain-summary = En palabras sencillas ({ $it })
also-in = También en:
translation-of = Traducción de
translation-behind = { $n ->
     [one] { $shown } revisión de retraso
     [many] { $shown } de revisiones de retraso
    *[other] { $shown } revisiones de retraso
    }
not-newest = Esta es una revisión anterior.
not-newest-link = Leer la más reciente
stale = Debía revisarse { by }. Desde entonces nadie ha confirmado que siga siendo válido.
fresh = Debe revisarse { by }.
fresh-confirmed = Se ha confirmado que sigue siendo válido; la próxima revisión debe hacerse { by }.
unread-details = Parte de este documento está en un formato más nuevo que el que conoce esta versión del programa. Se muestra lo que conoce; actualiza Vicinia para ver el resto.
no-legal-advice = Un modelo no es asesoramiento jurídico: antes de firmar, pide que lo lea la persona responsable.
contents = Índice
work-side = Sobre este documento
fit = Por qué puede servirte
fit-sentence = { $total ->
     [0] Este documento dice muy poco de su lugar para compararlo con tu municipio.
    *[other] Aspectos conocidos que coinciden con tu municipio: { $shown } de { $shown_total }.
    }
fit-different = { $it } (no coincide): { $other }
fit-unknown = Di una sola vez cómo es tu municipio y cada documento mostrará qué tiene en común con él.
fit-choose = Describir mi municipio
fit-change = En comparación con: { $it }. Cambiar
provenance = De dónde viene
seal = Firmado por quien lo publica, comprobado aquí
provenance-signed = Firmado por el nodo de { $it } el { $other }.
provenance-checked = La firma y el texto se comprobaron antes de guardarlo aquí el { $it }, y no han cambiado desde entonces.
provenance-founder = { $it } fundó la red.
provenance-admitted = Los garantes admitieron a { $it } en la versión { $shown } de la lista de miembros.
provenance-own = Se publicó desde este nodo.
provenance-carried = Lo trae hasta aquí el nodo de { $it }, que no puede cambiarlo.
held-proven = { $it } lo conserva; última prueba: { $other }.
held-publisher = { $it } lo publicó.
held-signed = { $it } ha firmado que lo conserva: { $other }.
held-unknown = Aún no se sabe si { $it } lo conserva.
held-unknown-seen = No está probado que { $it } lo conserve; último contacto: { $other }.
id-work = Documento
id-record = Revisión
id-organisation = Organización
id-node = Nodo
id-signed = Fecha de la firma
id-stored = Guardado aquí
revisions = { $n ->
     [one] { $shown } revisión
     [many] { $shown } de revisiones
    *[other] { $shown } revisiones
    }
revision-number = Revisión { $shown }
revision-newest = la más reciente
revision-live = anterior
revision-held = con fecha futura
revision-withdrawn = retirada
revision-barred = no se muestra
changes = Qué ha cambiado
changes-link = Qué ha cambiado
changes-between = De la revisión { $it } a la revisión { $other }.
changes-none = El título, el resumen y el texto son iguales; solo han cambiado detalles.
documents = Adjuntos
documents-elsewhere = Los adjuntos se enumeran con su tamaño. Aún no se conservan en este nodo: pídelos a quien los publicó.
links = Documentos y enlaces relacionados
relation-work = otro documento ({ $it })
cite = Citar
cite-heading = Cómo citarlo y qué puedes hacer con él
copy = Copiar
copied = Copiado
print = Imprimir
permanent = Dirección permanente, la misma en todos los nodos:
licence-line = Licencia: { $it }.
may-share = se puede compartir
may-not-share = no se puede compartir
may-translate = se puede traducir
may-not-translate = no se puede traducir
may-adapt = se puede adaptar
may-not-adapt = no se puede adaptar
may-sell = se permite el uso comercial
may-not-sell = sin uso comercial
must-share-alike = compartir con la misma licencia
contributors = Con:
similar = Otros parecidos
stone-withdrawn = Este documento se ha retirado
stone-withdrawn-text = Lo retiró quien lo publicó, o los garantes.
stone-withdrawn-publisher = Lo retiró quien lo publicó.
stone-withdrawn-stewards = Lo retiraron los garantes de la red.
stone-withdrawn-when = Se retiró el { $it }.
stone-withdrawn-reason = Motivo indicado: { $it }.
stone-withdrawn-everywhere = Cada nodo deja de mostrarlo en cuanto lo sabe.
stone-unreadable = Este documento aún no se puede mostrar
stone-unreadable-text = Su firma es correcta, pero su texto está en un formato que esta versión del programa no conoce. Se conserva tal como está; actualiza Vicinia para leerlo.
stone-missing = Este documento está en camino
stone-missing-text = Está anunciado y firmado, pero su texto no ha llegado a este nodo. Se pide a quien lo tenga.
stone-held = Este documento aún no se muestra
stone-held-text = Lleva una fecha futura.
stone-held-until = Aparecerá el { $it }.
stone-barred = Este documento no se muestra
stone-barred-text = Se conserva, pero las reglas de la red no permiten mostrarlo.
stone-citation = Todavía se puede citar como
stone-instead = Lee en su lugar:
bar-unknown-organisation = Su organización no está en la lista de miembros.
bar-suspended = Su organización está suspendida.
bar-removed = Su organización fue dada de baja antes de que se publicara.
bar-no-certificate = Ningún certificado de su nodo es válido.
bar-outside-certificate = Se firmó antes o después del periodo de validez del certificado de su nodo.
bar-revoked = Su nodo fue revocado.
bar-gap = Aún no ha llegado un registro que decide sobre él.
bar-not-yours = Actúa sobre un documento de otra organización.
bar-not-a-revision = Declara que revisa algo que no puede revisar.

# Selección, comparación, municipio.
shortlist = Selección
shortlist-count = { $n ->
     [one] { $shown } documento en la selección
     [many] { $shown } de documentos en la selección
    *[other] { $shown } documentos en la selección
    }
shortlist-most = Marca de dos a cuatro documentos y ponlos uno al lado del otro.
shortlist-empty = Aún no hay nada en la selección.
shortlist-how = Junto a cada documento encontrado está «Añadir a la selección». Después se pueden comparar de dos a cuatro, fila por fila.
shortlist-clear = Vaciar la selección
shortlist-kept = La selección se guarda solo en este navegador. Nadie más la ve.
to-shortlist = A la selección
compare = Comparación
compare-button = Comparar
compare-few = Elige al menos dos documentos para comparar.
compare-pick = Comparar «{ $it }»
compare-without = Quitar
town = Mi municipio
town-lead = Lo que encaja depende del lugar. Di lo que sepas del tuyo y deja el resto.
town-save = Usar estos datos
town-forget = Olvidarlos
town-kept = Esto se queda en tu navegador, sin el nombre del municipio.
town-like = Documentos de municipios como el tuyo
town-none = Aún no hay ningún documento que diga lo suficiente sobre su lugar como para compararlo con el tuyo.

# Organizaciones y recursos.
organisations = Organizaciones
organisations-count = { $n ->
     [one] { $shown } organización forma parte de esta red.
     [many] { $shown } de organizaciones forman parte de esta red.
    *[other] { $shown } organizaciones forman parte de esta red.
    }
organisations-none = Aún no ha llegado la lista de miembros de la red.
organisation-here = Este es su nodo: aquí está todo lo que ha publicado.
organisation-missing = { $n ->
     [one] { $shown } texto suyo aún no ha llegado aquí.
     [many] { $shown } de textos suyos aún no han llegado aquí.
    *[other] { $shown } textos suyos aún no han llegado aquí.
    }
organisation-no-node = Por ahora no tiene ningún nodo en marcha.
organisation-unnamed = una organización ({ $it })
organisation-founder = Fundó la red.
organisation-admitted = Admitida por los garantes en la versión { $shown } de la lista de miembros.
organisation-knows = Lo que sabe
organisation-seeks = Lo que busca
organisation-no-works = Aún no ha publicado nada que se pueda leer aquí.
organisation-side = Sobre esta organización
organisation-complete = Hasta qué punto está completa aquí
organisation-works-here = Documentos que están aquí: { $shown } de { $shown_total }.
organisation-languages = Trabaja en { $it }.
works-count = { $n ->
     [0] Aún sin documentos
     [one] { $shown } documento
     [many] { $shown } de documentos
    *[other] { $shown } documentos
    }
member-suspended = suspendida
member-removed = ya no es miembro
steward = garante
this-node = este nodo
unknown-organisation = una organización desconocida
resources = Recursos sociales
resources-lead = Quién ofrece plazas de alojamiento, garantías, mediación o ayuda jurídica, dónde, y hasta qué punto está al día esa información.
resources-count = { $n ->
     [one] { $shown } servicio
     [many] { $shown } de servicios
    *[other] { $shown } servicios
    }
resources-fresh = Solo los comprobados en los últimos seis meses
resources-most = Aquí solo figuran los servicios más recientes: { $shown }. Los demás se encuentran con la búsqueda.
resources-none = Ningún servicio encaja. Amplía los filtros.
checked-on = Comprobado: { $it }
never-checked = Nunca comprobado
matrix = Qué se ofrece y dónde
matrix-lead = Una raya es un vacío: nadie de la red ofrece allí ese servicio, o nadie lo ha dicho.
matrix-gap = nada conocido
matrix-old = { $n ->
     [one] ({ $shown } sin comprobar últimamente)
    *[other] ({ $shown } sin comprobar últimamente)
    }

# Sobre el nodo, interfaz para programas.
about = Sobre este nodo
about-lead = Una vicinìa era la asamblea de vecinos que gobernaban sus bienes comunes. Esta es una vicinìa de lo que funciona en vivienda e integración.
about-node = Estás leyendo en el nodo de { $it }. Cada organización de la red tiene uno y conserva la misma biblioteca.
about-version = Usa la versión { $it } de Vicinia.
about-kept = Qué se conserva aquí y qué no
about-kept-works = Documentos que publican las organizaciones, cada uno firmado.
about-kept-roster = La lista de organizaciones y las decisiones sobre ella.
about-kept-offices = Contactos de oficinas, nunca de personas.
about-never-files = Ningún expediente.
about-never-names = Ningún nombre de personas beneficiarias.
about-never-beds = Ninguna asignación de plazas.
about-who = Quién lee aquí
about-open = La administración ha abierto este nodo a la red de su oficina: también se muestran los documentos reservados a los miembros de la red.
about-closed = Este nodo muestra lo que es público. Los documentos reservados a los miembros de la red no se muestran aquí.
about-privacy = Privacidad
about-privacy-text = Nada de lo que haces aquí sale de este nodo: no hay analítica, ni tipos de letra, mapas o scripts de otros sitios. Las búsquedas no se registran. En tu navegador pueden guardarse tres cookies, cada una solo porque has elegido algo:
about-cookie-language = el idioma que has elegido
about-cookie-shortlist = los documentos de tu selección
about-cookie-town = lo que has dicho de tu municipio, sin su nombre
about-accessibility = Accesibilidad
about-accessibility-text = Estas páginas aspiran a cumplir las WCAG 2.2, nivel AA, y la norma EN 301 549. Funcionan solo con el teclado, sin scripts, ampliadas al 400 %, con alto contraste e impresas.
about-accessibility-limits = Los textos los escriben muchas organizaciones, en sus idiomas y con su propio cuidado; cada uno está marcado en su idioma para los lectores de pantalla. Si algo te impide el acceso, díselo a la organización que se indica abajo.
about-contact = Este nodo lo gestiona { $it }. Escribe a su oficina si tienes preguntas sobre este sitio; si son sobre un documento, a quien lo publicó.
about-licence = Licencia
about-licence-text = El programa es software libre con licencia EUPL 1.2. Cada documento lleva su propia licencia.
api = Interfaz para programas
api-lead = Lo que aquí leen las personas también pueden leerlo los programas: los mismos documentos que da la línea de órdenes con --json. Las descripciones están en inglés.
api-version = Versión { $it }, descrita en
api-needed = necesario

# Problemas.
trouble-not-found = Aquí no hay nada
trouble-not-found-text = Puede que la dirección esté mal escrita, que el documento no esté en este nodo o que no sea para todo el mundo.
trouble-bad = Esto no tiene sentido aquí
trouble-bad-text = Algo en la dirección o en el formulario no es lo que se esperaba.
trouble-foreign = Desde otro sitio, no
trouble-foreign-text = Solo se aceptan formularios de las páginas de este nodo. Vuelve atrás e inténtalo de nuevo desde aquí.
trouble-method = De esta manera, no
trouble-method-text = Esta dirección no se puede usar así.
trouble-too-large = Demasiado de una vez
trouble-too-large-text = Lo que se ha enviado es más grande de lo que aquí se espera.
trouble-busy = Ahora mismo hay muchas consultas
trouble-busy-text = La respuesta ha tardado demasiado. Inténtalo de nuevo dentro de un momento.
trouble-indexing = Se está creando el índice
trouble-indexing-text = La búsqueda volverá a funcionar en cuanto esté listo. Mientras tanto se pueden leer las organizaciones, los recursos y los documentos sueltos.
trouble-failed = Aquí ha fallado algo
trouble-failed-text = Queda anotado en el registro de actividad de este nodo con el número { $n }. Inténtalo de nuevo; si sigue igual, avisa a quien gestiona este nodo.

# Fechas y duraciones.
date-day = { $day } de { $month } de { $year }
date-month = { $it } de { $other }
date-moment = { $it }, { $other } UTC
ago-now = hace un momento
ago-minutes = { $n ->
     [one] hace { $shown } minuto
    *[other] hace { $shown } minutos
    }
ago-hours = { $n ->
     [one] hace { $shown } hora
    *[other] hace { $shown } horas
    }
ago-days = { $n ->
     [one] hace { $shown } día
    *[other] hace { $shown } días
    }
duration-minutes = { $n ->
     [one] { $shown } minuto
    *[other] { $shown } minutos
    }
duration-hours = { $n ->
     [one] { $shown } hora
    *[other] { $shown } horas
    }
duration-both = { $shown } h { $shown_total } min
organisation-all = Todos sus documentos en la búsqueda
