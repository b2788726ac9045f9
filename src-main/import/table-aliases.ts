import type { MappedType } from '../../shared/contract/imports.ts';

/** Column names that exports use for a target field, most telling first (en de fr es it nl pt). Written as `plainName` gives them. */
type Aliases = Readonly<Record<string, readonly string[]>>;

const names = (list: string): readonly string[] => list.split(',').map((name) => name.trim().replace(/\s+/g, ' '));

const AT = names(`
    created at, order date, date created, purchase date, transaction date, created date utc, created date, review
    date, date of review, submitted at, posted at, published at, timestamp, datetime, date time, event time, date,
    time, created, bestelldatum, bestellt am, kaufdatum, auftragsdatum, erstellt am, rechnungsdatum, datum,
    zeitpunkt, zeit, date de commande, date commande, date de creation, date de l avis, fecha del pedido, fecha de
    pedido, fecha pedido, fecha de compra, fecha de creacion, fecha, data ordine, data dell ordine, data acquisto,
    data creazione, data do pedido, data da compra, data de criacao, data, orderdatum, bestel datum, aankoopdatum,
    aangemaakt op, paid at, invoicedate, invoice date, order created date, completed at, day, tag`);
/** Columns of a clock time beside a date. */
const TIME = names('time, order time, time of day, uhrzeit, bestellzeit, heure, hora, ora, tijd');
const EMAIL = names(`
    email, e mail, email address, e mail address, customer email, billing email, buyer email, author email,
    reviewer email, user email, mail, e mail adresse, emailadresse, kunden e mail, adresse e mail, adresse email,
    courriel, email client, correo, correo electronico, correo electronico del cliente, indirizzo email, email
    cliente, e mailadres, emailadres, endereco de email, e mail do cliente, correo cliente`);
const ITEM = names(`
    lineitem name, line item name, line items name, line items title, items name, items title, products name, item name, product name, product title, item, product, products, items,
    produkt, produktname, artikel, artikelname, artikelbezeichnung, bezeichnung, produit, nom du produit, article,
    designation, producto, nombre del producto, articulo, prodotto, nome prodotto, articolo, productnaam, produto,
    nome do produto, description, beschreibung`);
const LANGUAGE = names('language, lang, locale, sprache, langue, idioma, lingua, taal');
const KEY_REVIEW = names('review id, id, bewertungs id, id avis, id de resena, id recensione, review number');
const AUTHOR = names(`
    author, author name, reviewer, reviewer name, reviewer display name, user name, username, handle, screen name,
    customer name, display name, user, name, nickname, from, autor, verfasser, nutzername, benutzer, kunde,
    auteur, pseudo, nom, client, usuario, nombre, cliente, autore, utente, nome, gebruiker, gebruikersnaam, naam,
    klant, author email`);
const TEXT = names(`
    review text, review body, review content, text, body, content, full text, comment, comment text, message,
    review, post text, tweet, caption, feedback, comments, description, bewertungstext, bewertung text, kommentar,
    nachricht, inhalt, rezension, avis, commentaire, texte, contenu, comentario, texto, mensaje, contenido,
    opinion, resena, commento, testo, contenuto, recensione, messaggio, tekst, bericht, inhoud, opmerking,
    beoordelingstekst, avaliacao texto, conteudo, mensagem, opiniao`);

const ORDER: Aliases = {
  key: names(`
    order id, order number, order no, order, order name, transaction id, invoice number, invoice no, invoiceno,
    invoice, receipt number, purchase id, bestellnummer, bestell nr, bestellung, auftragsnummer, auftrag,
    rechnungsnummer, belegnummer, numero de commande, n commande, commande, reference, numero de pedido, n pedido,
    pedido, numero ordine, n ordine, ordine, ordernummer, bestelnummer, numero do pedido, payment id, id`),
  at: AT,
  time: TIME,
  zone: names('time zone, timezone, zeitzone, fuseau horaire, zona horaria, fuso orario, tijdzone'),
  refunded: names(`
    refunded amount, amount refunded, order refund amount, refund amount, refunded, total refunded, refunds,
    erstattet, erstatteter betrag, montant rembourse, importe reembolsado, importo rimborsato, terugbetaald`),
  channel: names('sales channel, channel, order source, verkaufskanal, canal de vente, canal de venta'),
  customer: names(`
    customer id, customer number, customer no, customer, customerid, client id, user id, buyer id, member id,
    account id, kundennummer, kunden nr, kunden id, kunde, numero client, id client, client, id cliente, numero de
    cliente, numero cliente, cliente, codice cliente, klantnummer, klant id, klant, codigo do cliente, buyer,
    visitorid, user`),
  email: EMAIL,
  name: names(`
    customer name, billing name, buyer name, full name, shipping name, kundenname, nom du client, nom client,
    nombre del cliente, nombre cliente, nome cliente, nome do cliente, klantnaam, name, vollstandiger name, nom
    complet`),
  phone: names(`
    phone, phone number, telephone, mobile, billing phone, shipping phone, customer phone, telefon, telefonnummer,
    handy, numero de telephone, telefono, movil, cellulare, telefoon, telefoonnummer, telefone, celular`),
  item: ITEM,
  sku: names(`
    lineitem sku, line item sku, line items sku, items sku, products sku, sku, item sku, product sku, product id, item id, stockcode, stock code, asin, ean,
    artikelnummer, artikel nr, produkt id, reference produit, ref produit, id producto, referencia, codice
    prodotto, codice articolo, productcode, product code, codigo do produto`),
  quantity: names(`
    lineitem quantity, line item quantity, line items quantity, items quantity, products quantity, quantity, qty, item quantity, quantity purchased, units, items sold, menge, anzahl, stuck,
    stuckzahl, quantite, qte, cantidad, unidades, quantita, aantal, hoeveelheid, quantidade, number of items`),
  unitPrice: names(`
    lineitem price, line item price, line items price, items price, items unit price, products price, unit price, unitprice, item price, price, price each, item cost, einzelpreis, stuckpreis,
    preis, prix unitaire, prix, precio unitario, precio, prezzo unitario, prezzo, stukprijs, prijs, preco
    unitario, preco`),
  total: names(`
    total, order total, order total amount, grand total, total price, total amount, order value, order amount, amount, n revenue, net
    revenue, revenue, net sales, total sales, sales, sum, line total, item total, subtotal, value, dollar value,
    paid, amount paid, gesamt, gesamtbetrag, gesamtsumme, summe, betrag, umsatz, rechnungsbetrag, total ttc,
    montant, montant total, importe, importe total, monto, totale, totale ordine, importo, totaal, totaalbedrag,
    bedrag, valor total, valor, total do pedido`),
  currency: names('currency, currency code, wahrung, devise, moneda, divisa, valuta, moeda'),
  status: names(`
    financial status, order status, payment status, status, state, bestellstatus, zahlungsstatus, statut, etat, estado,
    stato, orderstatus, situacao`),
};

const REVIEW: Aliases = {
  key: [...KEY_REVIEW, ...names('comment id')],
  at: [
    ...names(`
    review date, review created at, review created, review creation date, review submit date and time, date of review,
    comment date, bewertungsdatum, bewertet am, datum der bewertung`),
    ...AT,
  ],
  // A handle in a list of reviews is the product's, not the author's.
  author: [
    ...names(`
    reviewer, reviewer name, reviewer display name, review consumer user name, consumer name, consumer display name,
    comment author, buyer, nickname`),
    ...AUTHOR.filter((name) => name !== 'handle'),
  ],
  email: [...EMAIL, ...names('consumer email, comment author email, kaufer e mail, kaufer email')],
  rating: names(`
    rating, star rating, stars, score, review rating, review score, review stars, overall, overall rating, rate,
    comment rating, gesamtbewertung, sternebewertung, bewertung,
    sterne, punkte, note, etoiles, nombre d etoiles, calificacion, puntuacion, estrellas, valoracion, valutazione,
    stelle, voto, punteggio, beoordeling, sterren, cijfer, avaliacao, nota, estrelas, classificacao`),
  title: names(`
    review title, title, headline, subject, summary, titel, betreff, uberschrift, titre, titulo, asunto, titolo,
    oggetto, onderwerp, assunto`),
  text: [...TEXT, ...names('comment content')],
  item: [
    ...names(`
    product, product name, product title, item, listing title, product handle, handle, product id, sku, asin`),
    ...ITEM,
  ],
  language: [...LANGUAGE, ...names('reviewer language, review language')],
};

const MESSAGE: Aliases = {
  key: names('comment id, post id, message id, tweet id, id str, tweet_id, id'),
  at: AT,
  author: AUTHOR,
  text: TEXT,
  language: LANGUAGE,
  likes: names(`
    likes, like count, favorite count, favourites, favorites, reactions, gefallt mir, j aime, me gusta, mi piace,
    vind ik leuks, curtidas, upvotes, score`),
  shares: names(`
    shares, share count, retweets, retweet count, reposts, geteilt, partages, compartidos, condivisioni`),
  replies: names(`
    replies, reply count, comments count, comment count, antworten, reponses, respuestas, risposte, reacties,
    respostas`),
  views: names(`
    views, view count, impressions, reach, aufrufe, vues, visualizaciones, visualizzazioni, weergaven,
    visualizacoes`),
  url: names('permalink, post link, url, link, permalink url, lien, enlace'),
};

const EVENT: Aliases = {
  at: [...names('event time, event timestamp'), ...AT],
  visitor: names(`
    visitor id, visitorid, anonymous id, client id, visitor, user id, userid, user, cookie, distinct id, besucher,
    visiteur, visitante, visitatore, bezoeker, person id, device id, session id, sessionid, session`),
  email: EMAIL,
  page: names(`
    page path, page url, page, path, url, page location, event name, event, screen, seite, seitenpfad, chemin,
    pagina, action, item id, itemid, product id`),
  referrer: names('referrer, referer, referring url, source, herkunft, referent'),
  agent: names('user agent, useragent, agent, browser'),
  kind: names('event type, type, kind, event category, typ'),
  value: names('value, event value, revenue, amount, price, wert, valeur'),
};

/** Column names that say what a person agreed to be written by e-mail, or at all. */
export const CONSENT_ALIASES: readonly string[] = names(`
    accepts email marketing, accepts marketing, customer accepts marketing, buyer accepts marketing, email marketing consent, email marketing, marketing consent,
    newsletter, newsletter opt in, opt in, marketing opt in, email opt in, subscribed, email subscription status,
    einwilligung marketing, newsletter einwilligung, consentement marketing, consentimiento marketing, consenso
    marketing, consentimento marketing, marketing toestemming`);
export const SMS_ALIASES: readonly string[] = names(
  'accepts sms marketing, sms marketing consent, sms marketing, sms opt in, sms consent',
);
export const WHATSAPP_ALIASES: readonly string[] = names(
  'accepts whatsapp marketing, accepts whats app marketing, whatsapp marketing consent, whatsapp opt in, whatsapp consent',
);

const PRODUCT: Aliases = {
  key: names(`
    handle, url handle, product id, item id, listing id, id, produkt id, artikelnummer, artikel nr, id produit, id
    producto, id prodotto, product number, variation id`),
  name: names(`
    title, product title, product name, name, item name, product, item, produktname, artikelname, bezeichnung,
    produkt, artikel, nom du produit, nom, produit, nombre del producto, nombre, producto, nome prodotto, prodotto,
    productnaam, nome do produto, produto`),
  variant: names('option1 value, variant, variant title, variation, variation name, variante, price point name'),
  variant2: names('option2 value'),
  variant3: names('option3 value'),
  sku: names('variant sku, sku, product sku, item sku, stockcode, ean, gtin, codice articolo, reference'),
  category: names(`
    product category, category, categories, type, product type, kategorie, kategorien, warengruppe, categorie,
    categoria, reporting category`),
  price: names(`
    variant price, price, regular price, unit price, preis, verkaufspreis, prix, precio, prezzo, prijs, preco`),
  salePrice: names('sale price, special price, angebotspreis, prix promo, precio rebajado, prezzo scontato'),
  currency: names('currency, currency code, wahrung, devise, moneda, valuta, moeda'),
  stock: names(`
    variant inventory qty, inventory quantity, stock, stock quantity, quantity in stock, quantity available, on hand,
    lagerbestand, bestand, voorraad, existencias, giacenza, estoque, current quantity`),
  active: names('status, published, active, published on online store, visible, enabled, aktiv, actif, activo, attivo'),
};

/** Column names of a person's country. */
export const COUNTRY_ALIASES: readonly string[] = names(`
    country code, default address country code, country, billing country, shipping country, country region, land,
    pays, pais, paese`);

const PERSON: Aliases = {
  customer: names(`
    customer id, customer number, customer no, customerid, client id, member id, account id, kundennummer, kunden
    nr, kunden id, numero client, numero de cliente, codice cliente, klantnummer, square customer id, user id`),
  email: EMAIL,
  phone: names(`
    phone, phone number, telephone, mobile, default address phone, telefon, telefonnummer, handy, telefono, movil,
    cellulare, telefoon, telefone, celular`),
  name: names(`
    full name, customer name, name, kundenname, nom complet, nom du client, nombre completo, nome completo, naam`),
  at: names(`
    created at, customer since, date registered, sign up, signed up, registered, date created, member since,
    registriert am, kunde seit, first visit, subscribed at, opt in time`),
  country: COUNTRY_ALIASES,
  consent: CONSENT_ALIASES,
  consentSms: SMS_ALIASES,
  consentWhatsapp: WHATSAPP_ALIASES,
};

export const ALIASES: Readonly<Record<MappedType, Aliases>> = {
  order: ORDER,
  review: REVIEW,
  message: MESSAGE,
  event: EVENT,
  product: PRODUCT,
  person: PERSON,
};

/** A column name without case, accents, marks and units in brackets: "Gesamtbetrag (€)" → "gesamtbetrag", "orderId" → "order id". */
export function plainName(name: string): string {
  return name
    .replace(/^\ufeff/, '')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const ranks = new Map<string, ReadonlyMap<string, number>>();

/** How well a column name fits a target field: 0 best, -1 not at all. */
export function aliasRank(type: MappedType, target: string, plain: string): number {
  const id = `${type} ${target}`;
  let found = ranks.get(id);
  if (!found) {
    const names = ALIASES[type][target] ?? [];
    found = new Map(names.map((name, i) => [plainName(name), i] as const).reverse());
    ranks.set(id, found);
  }
  return found.get(plain) ?? -1;
}

/** Index of the column whose name comes first in `aliases`, or -1. */
export function columnNamed(names: readonly string[], aliases: readonly string[]): number {
  for (const alias of aliases) {
    const at = names.indexOf(alias);
    if (at >= 0) return at;
  }
  return -1;
}
