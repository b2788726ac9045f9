/** Column names of content insights in their plain form (see `plainName`), in the languages of the networks' tools. */
const names = (list: string): readonly string[] => list.split(',').map((name) => name.trim().replace(/\s+/g, ' '));

/** Meta Business Suite: en de sv fr es it nl pt. */
export const META_COLUMNS = {
  id: names(`
    post id, beitrags id, inlaggs id, identifiant de la publication, id de la publication, identificador de la publicacion,
    id del post, identificativo del post, bericht id, id van bericht, identificacao do post, id da publicacao, id do post`),
  page: names(`
    page id, seiten id, sid id, id de la page, identifiant de la page, identificador de la pagina, id della pagina,
    pagina id, id da pagina, identificacao da pagina`),
  account: names(`
    account id, account username, konto id, konto benutzername, benutzername des kontos, kontots anvandarnamn,
    identifiant du compte, id du compte, identificador de la cuenta, id account, id dell account, account id,
    identificacao da conta, id da conta`),
  title: names('title, titel, titre, titulo, titolo'),
  description: names(
    'description, beschreibung, beskrivning, descripcion, descrizione, beschrijving, descricao, caption',
  ),
  published: names(`
    publish time, veroffentlichungszeitpunkt, zeitpunkt der veroffentlichung, veroffentlichungszeit, publiceringstid,
    heure de publication, date de publication, hora de publicacion, ora di pubblicazione, orario di pubblicazione,
    publicatietijd, tijd van publicatie, publicatietijdstip, horario de publicacao, hora da publicacao`),
  link: names(
    'permalink, permalank, permalien, lien permanent, enlace permanente, link permanente, permanente link, link, url',
  ),
  date: names('date, datum, fecha, data'),
  views: names(`
    views, impressions, aufrufe, impressionen, visningar, exponeringar, vues, visualizaciones, impresiones,
    visualizzazioni, weergaven, visualizacoes, impressoes`),
  reach: names('reach, viewers, reichweite, rackvidd, couverture, alcance, copertura, bereik'),
  likes: names(`
    reactions, likes, reaktionen, gefallt mir angaben, reaktioner, gilla markeringar, mentions j aime, j aime,
    reacciones, me gusta, reazioni, mi piace, reacties, vind ik leuks, reacoes, curtidas, gostos`),
  comments: names(`
    comments, kommentare, kommentarer, commentaires, comentarios, commenti, opmerkingen`),
  shares: names(`
    shares, geteilte inhalte, mal geteilt, geteilt, delningar, partages, veces que se compartio, veces compartido,
    condivisioni, keer gedeeld, deelacties, compartilhamentos, partilhas`),
  saves: names(`
    saves, gespeicherte inhalte, gespeichert, sparade objekt, sparade, enregistrements, veces que se guardo, guardados,
    salvataggi, elementi salvati, opgeslagen, salvamentos, guardados`),
  clicks: names(`
    total clicks, link clicks, klicks insgesamt, gesamtzahl der klicks, totalt antal klick, nombre total de clics,
    total des clics, total de clics, clics totales, clic totali, totaal aantal klikken, total de cliques`),
} as const;

/** X Analytics: content of an account. English only, as far as known. */
export const X_CONTENT = ['post id', 'post text', 'impressions'] as const;

/** YouTube Studio: en de fr es it nl pt. */
export const YOUTUBE_COLUMNS = {
  content: names('content, video, inhalte, inhalt, contenu, contenido, contenuti, contenuto, content, conteudo'),
  date: names('date, datum, fecha, data'),
  title: names(`
    video title, videotitel, titre de la video, titulo del video, titolo video, titolo del video, titel van video,
    videotitel, titulo do video`),
  published: names(`
    video publish time, veroffentlichungszeitpunkt des videos, zeitpunkt der videoveroffentlichung,
    heure de publication de la video, hora de publicacion del video, ora di pubblicazione video,
    publicatietijd van video, horario de publicacao do video`),
  views: names('views, aufrufe, vues, visualizaciones, vistas, visualizzazioni, weergaven, visualizacoes'),
  watch: names(`
    watch time, wiedergabezeit, duree de visionnage, tiempo de visualizacion, tempo di visualizzazione, kijktijd,
    tempo de exibicao`),
  subscribers: names('subscribers, abonnenten, abonnes, suscriptores, iscritti, abonnees, inscritos, subscritores'),
  impressions: names('impressions, impressionen, impresiones, impressioni, vertoningen, impressoes'),
  likes: names('likes, mag ich bewertungen, j aime, me gusta, mi piace, vind ik leuks, marcacoes gostei, gostos'),
  comments: names(
    'comments added, comments, hinzugefugte kommentare, commentaires ajoutes, comentarios anadidos, commenti aggiunti',
  ),
  shares: names('shares, geteilte inhalte, partages, veces compartido, condivisioni, keer gedeeld, compartilhamentos'),
  viewers: names('unique viewers, einzelne zuschauer, spectateurs uniques, usuarios unicos, spettatori unici'),
} as const;
