/** Column names of ad reports in their plain form (see `plainName`), in the languages that the networks' tools speak. */
const names = (list: string): readonly string[] => list.split(',').map((name) => name.trim().replace(/\s+/g, ' '));

export const AD_COLUMNS = {
  account: names('account name, account, customer, kontoname, konto, nom du compte, nombre de la cuenta'),
  campaignId: names('campaign id, kampagnen id, campaign group id'),
  campaign: names(`
    campaign name, campaign, kampagnenname, kampagne, nom de la campagne, campagne, nombre de la campana, campana,
    nome della campagna, campagna, campagnenaam, nome da campanha, campanha, kampanjnamn, kampanj`),
  group: names(`
    ad set name, ad group name, ad group, adgroup name, adset name, anzeigengruppenname, anzeigengruppe,
    nom de l ensemble de publicites, groupe d annonces, nombre del conjunto de anuncios, grupo de anuncios,
    nome del gruppo di inserzioni, gruppo di annunci, naam advertentieset, advertentiegroep,
    nome do conjunto de anuncios, annonsuppsattningens namn, annonsgrupp`),
  ad: names(`
    ad name, creative name, ad headline, ad id, anzeigenname, nom de la publicite, nombre del anuncio,
    nome dell inserzione, naam van advertentie, advertentienaam, nome do anuncio, annonsnamn`),
  day: names(`
    day, date, by day, start date, stat time day, tag, datum, jour, date de debut, dia, fecha, giorno, data, dag`),
  from: names(`
    reporting starts, berichtsstart, auswertungsbeginn, debut des rapports, debut du rapport, inicio del informe,
    inizio dei resoconti, inizio report, begin van rapportage, inicio dos relatorios, rapporteringen startar`),
  to: names(`
    reporting ends, berichtsende, auswertungsende, fin des rapports, fin du rapport, fin del informe,
    fine dei resoconti, fine report, einde van rapportage, termino dos relatorios, encerramento dos relatorios,
    rapporteringen slutar`),
  spend: names(`
    amount spent, total spent, cost, spend, ausgegebener betrag, kosten, montant depense, cout, importe gastado,
    coste, costo, importo speso, besteed bedrag, valor usado, custo, spenderat belopp, kostnad`),
  currency: names(
    'currency code, currency, wahrungscode, wahrung, devise, code de devise, codigo de moneda, moneda, valuta, moeda',
  ),
  impressions: names(`
    impr, impressions, impression, impressionen, impresiones, weergaven, vertoningen, impressoes, exponeringar, visningar`),
  clicks: names(`
    link clicks, clicks, link klicks, klicks, clics sur un lien, clics, clics en el enlace, clic sul link, clic,
    klikken op link, klikken, cliques no link, cliques, lankklick, klick, clicks all, klicks alle`),
  conversions: names(`
    purchases, conversions, results, total conversions, kaufe, conversions gesamt, ergebnisse, achats, resultats,
    compras, resultados, acquisti, risultati, aankopen, conversies, resultaten, conversiones, conversioni,
    conversoes, kop, resultat, konverteringar, complete payment`),
  reach: names('reach, reichweite, couverture, portee, alcance, copertura, bereik, rackvidd'),
  revenue: names(`
    purchases conversion value, purchase conversion value, conversion value, conv value, total conversion value,
    all conv value, total complete payment value, wert der kaufe, conversion wert fur kaufe, conv wert,
    conversion wert, valeur de conversion des achats, valeur de conv, valor de conversion de compras, valor de conv,
    valore di conversione degli acquisti, conversiewaarde van aankopen, valor de conversao da compra,
    valor de conv`),
} as const;
export type AdField = keyof typeof AD_COLUMNS;

/** Columns that split a row further: without them in the key, the parts would replace each other. */
export const SPLIT_COLUMNS: readonly string[] = names(`
  age, gender, country, region, city, platform, placement, device, device type, impression device, network,
  network with search partners, keyword, search keyword, search term, match type, hour, language, ad id, ad set id,
  ad group id, campaign type, creative id, alter, geschlecht, land, plattform, platzierung, gerat, suchbegriff,
  keyword option, sexe, pays, age range, sexo, pais, eta, genere, paese, leeftijd, geslacht, publisher platform,
  result indicator, result type, objective, attribution setting, dma region, time of day`);
