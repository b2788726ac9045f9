import { lookUp } from '../../../shared/look-up.ts';
import type { Category } from '../aspects/model.ts';

type Words = Partial<Record<Category, string>>;

/**
 * What shops, services and places are talked about, by language and category: written down by hand. In English it names the
 * category of a found term; in the others it is all there is to find terms by.
 */
const WORDS: Readonly<Record<string, Words>> = {
  en: {
    delivery: 'delivery shipping shipment parcel package courier postage dispatch tracking',
    packaging: 'packaging wrapping box carton',
    price: 'price cost fee charge value discount',
    service: 'service staff support waiter waitress server employee manager team helpdesk hotline',
    waiting: 'queue wait waiting line',
    website: 'website site app checkout login page webshop',
    payment: 'payment refund invoice billing deposit card',
    quality: 'quality material fabric finish workmanship',
    range: 'selection range choice assortment stock menu variety',
    location: 'location parking area neighborhood neighbourhood',
    ambience: 'atmosphere ambience ambiance decor music interior vibe',
    drinks: 'coffee tea wine beer cocktail drink espresso latte',
    food: 'food meal dish bread cake pizza breakfast lunch dinner dessert portion',
    battery: 'battery charger',
    display: 'screen display',
    product:
      'infuser basket teapot kettle cup mug bottle jar tin caddy spoon strainer filter grinder candle soap lotion scarf sock hat glove shirt dress jacket trouser skirt shoe bag purse wallet ring necklace earring bracelet lamp chair cushion blanket towel pillow vase toy puzzle book pen plant flower bouquet gift hamper kit accessory',
  },
  es: {
    delivery: 'entrega envío paquete mensajero pedido transporte reparto',
    packaging: 'embalaje envoltorio caja',
    price: 'precio coste costo tarifa descuento valor',
    service: 'servicio atención personal camarero camarera empleado dependiente encargado soporte trato',
    waiting: 'cola espera',
    website: 'web página aplicación app tienda',
    payment: 'pago reembolso factura devolución cobro',
    quality: 'calidad material tela acabado',
    range: 'surtido variedad selección carta menú oferta',
    location: 'ubicación aparcamiento zona local',
    ambience: 'ambiente decoración música',
    drinks: 'café té vino cerveza bebida',
    food: 'comida plato pan tarta pizza desayuno cena postre ración',
  },
  fr: {
    delivery: 'livraison colis livreur envoi expédition commande',
    packaging: 'emballage carton',
    price: 'prix coût tarif frais réduction',
    service: 'service accueil personnel serveur serveuse équipe vendeur vendeuse conseiller',
    waiting: 'attente queue file',
    website: 'site application appli page',
    payment: 'paiement remboursement facture',
    quality: 'qualité matière tissu finition produit',
    range: 'choix carte gamme sélection menu',
    location: 'emplacement parking quartier',
    ambience: 'ambiance décor musique cadre',
    drinks: 'café thé vin bière boisson',
    food: 'nourriture plat repas pain gâteau pizza dessert portion cuisine',
  },
  de: {
    delivery: 'lieferung versand paket lieferzeit bote zustellung sendung bestellung',
    packaging: 'verpackung karton',
    price: 'preis kosten gebühr rabatt preise preisleistungsverhältnis',
    service: 'service bedienung personal kellner kellnerin mitarbeiter beratung kundendienst kundenservice team support',
    waiting: 'wartezeit schlange',
    website: 'webseite website seite app onlineshop',
    payment: 'zahlung rückerstattung rechnung erstattung',
    quality: 'qualität material stoff verarbeitung produkt',
    range: 'auswahl sortiment angebot karte speisekarte',
    location: 'lage parkplatz umgebung',
    ambience: 'ambiente atmosphäre einrichtung musik',
    drinks: 'kaffee tee wein bier getränk getränke',
    food: 'essen speise gericht brot kuchen pizza frühstück nachtisch portion brötchen',
  },
  it: {
    delivery: 'consegna spedizione pacco corriere ordine',
    packaging: 'imballaggio confezione',
    price: 'prezzo costo tariffa sconto',
    service: 'servizio personale cameriere cameriera staff assistenza commesso titolare',
    waiting: 'attesa coda fila',
    website: 'sito app pagina',
    payment: 'pagamento rimborso fattura',
    quality: 'qualità materiale tessuto prodotto',
    range: 'scelta assortimento menù offerta',
    location: 'posizione parcheggio zona locale',
    ambience: 'atmosfera ambiente arredamento musica',
    drinks: 'caffè tè vino birra bevanda',
    food: 'cibo piatto pane torta pizza colazione cena dolce porzione cucina',
  },
  pt: {
    delivery: 'entrega envio encomenda transportadora pacote pedido frete',
    packaging: 'embalagem caixa',
    price: 'preço custo taxa desconto valor',
    service: 'serviço atendimento funcionário empregado pessoal equipe equipa suporte garçom',
    waiting: 'fila espera',
    website: 'site aplicativo app página loja',
    payment: 'pagamento reembolso fatura devolução',
    quality: 'qualidade material tecido produto',
    range: 'variedade escolha menu cardápio oferta',
    location: 'localização estacionamento',
    ambience: 'ambiente decoração música',
    drinks: 'café chá vinho cerveja bebida',
    food: 'comida prato pão bolo pizza almoço jantar sobremesa porção',
  },
  nl: {
    delivery: 'levering bezorging pakket koerier verzending bestelling',
    packaging: 'verpakking doos',
    price: 'prijs kosten korting tarief',
    service: 'service bediening personeel medewerker klantenservice ober serveerster team',
    waiting: 'wachttijd rij',
    website: 'website site app pagina webshop',
    payment: 'betaling terugbetaling factuur',
    quality: 'kwaliteit materiaal stof afwerking product',
    range: 'keuze aanbod assortiment kaart menu',
    location: 'locatie ligging parkeerplaats',
    ambience: 'sfeer inrichting muziek',
    drinks: 'koffie thee wijn bier drank',
    food: 'eten gerecht brood taart pizza ontbijt toetje portie',
  },
};

/** Words of praise and blame, and words that turn them, for languages without a model of their own. */
const OPINIONS: Readonly<Record<string, { good: string; bad: string; not: string }>> = {
  es: {
    good: 'bueno buena buenos buenas bien excelente genial perfecto perfecta rápido rápida amable amables rico rica delicioso deliciosa increíble recomendable encanta gusta mejor fantástico maravilloso estupendo bonito agradable fresco barato económico fácil cómodo limpio atento profesional puntual',
    bad: 'malo mala malos malas mal pésimo pésima horrible lento lenta caro cara caros caras frío fría sucio sucia roto rota tarde peor terrible decepcionante desastre asco grosero maleducado difícil pequeño escaso viejo ruidoso defectuoso incómodo nefasto fatal',
    not: 'no nunca ni sin jamás tampoco nada',
  },
  fr: {
    good: 'bon bonne bons bonnes bien excellent excellente super parfait parfaite rapide aimable gentil gentille délicieux délicieuse génial top magnifique agréable frais fraîche adore aime meilleur meilleure beau belle propre accueillant souriant impeccable facile pratique ravi satisfait professionnel',
    bad: 'mauvais mauvaise mal nul nulle horrible lent lente cher chère chers froid froide sale cassé cassée retard pire décevant décevante désagréable catastrophe impoli impolie difficile vieux bruyant défectueux abîmé médiocre inadmissible déçu déçue long interminable',
    not: 'pas ne jamais sans ni aucun aucune peu',
  },
  de: {
    good: 'gut gute guter gutes guten super toll tolle toller tolles schnell schnelle freundlich freundliche freundliches lecker leckere leckeres perfekt perfekte hervorragend prima klasse schön schöne schönes ausgezeichnet nett nette günstig günstige frisch frische liebe mag beste bester bestes sauber einfach bequem zuverlässig kompetent empfehlenswert zufrieden pünktlich',
    bad: 'schlecht schlechte schlechter schlechtes schrecklich langsam langsame teuer teure teurer kalt kalte kaltes schmutzig kaputt verspätet spät schlimm enttäuschend enttäuscht unfreundlich unfreundliche unfreundlicher unverschämt katastrophe katastrophal mies miese laut schwierig klein alt defekt mangelhaft lange überteuert furchtbar ungenießbar frechheit',
    not: 'nicht kein keine keinen keiner nie niemals ohne weder nichts kaum',
  },
  it: {
    good: 'buono buona buoni buone bene ottimo ottima ottimi eccellente perfetto perfetta veloce gentile gentili delizioso deliziosa fantastico fantastica bello bella meglio migliore fresco fresca adoro piace splendido squisito pulito cordiale simpatico economico comodo facile puntuale professionale consigliato',
    bad: 'cattivo cattiva male pessimo pessima orribile lento lenta caro cara cari freddo fredda sporco sporca rotto rotta ritardo peggio peggiore terribile deludente scortese maleducato disastro schifo difficile piccolo vecchio rumoroso difettoso scarso scarsa',
    not: 'non mai senza né nessun nessuna nessuno poco',
  },
  pt: {
    good: 'bom boa bons boas bem excelente ótimo ótima perfeito perfeita rápido rápida simpático simpática atencioso delicioso deliciosa maravilhoso maravilhosa incrível gostoso gostosa adorei adoro gosto amei melhor lindo fresco barato limpo fácil recomendo fantástico impecável',
    bad: 'mau má ruim péssimo péssima mal horrível lento lenta caro cara caros frio fria sujo suja quebrado quebrada atrasado atrasada atraso pior terrível decepcionante grosseiro desastre difícil pequeno velho barulhento defeito lixo demorado demorada',
    not: 'não nunca sem nem jamais nenhum nenhuma pouco',
  },
  nl: {
    good: 'goed goede super snel snelle vriendelijk vriendelijke lekker lekkere perfect perfecte geweldig geweldige uitstekend uitstekende prima fijn fijne mooi mooie heerlijk heerlijke top leuk leuke vers verse goedkoop schoon makkelijk netjes tevreden beste aanrader behulpzaam',
    bad: 'slecht slechte traag trage langzaam langzame duur dure koud koude vies vieze kapot kapotte laat verschrikkelijk teleurstellend teleurgesteld onvriendelijk onvriendelijke onbeschoft ramp waardeloos moeilijk klein oud lawaaierig defect slordig matig lang belachelijk',
    not: 'niet geen nooit zonder noch nauwelijks',
  },
};

const split = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Languages whose aspects are found by these lists alone. */
export const LISTED_LANGUAGES: readonly string[] = Object.keys(OPINIONS);

/** Words of a language by category. */
export const aspectWords = (language: string): [Category, string[]][] =>
  Object.entries(lookUp(WORDS, language) ?? {}).map(([category, text]) => [category as Category, split(text)]);

/** Words of praise (+1) and blame (−1), and negations, of a language. */
export function opinionWords(language: string): { mood: ReadonlyMap<string, 1 | -1>; negations: ReadonlySet<string> } {
  const found = lookUp(OPINIONS, language) ?? { good: '', bad: '', not: '' };
  return {
    mood: new Map([
      ...split(found.good).map((word) => [word, 1] as const),
      ...split(found.bad).map((word) => [word, -1] as const),
    ]),
    negations: new Set(split(found.not)),
  };
}
