import type { AspectCategory } from '../../../shared/moods.ts';

/** A thing that shops are praised or blamed for, and what it is called in the languages that are read. */
export interface Concept {
  /** What it is shown as; also one of its wordings. */
  name: string;
  category: AspectCategory;
  /** Wordings in any language, in the singular and lower case as groups are; `|` between two. */
  wordings: string;
}

/**
 * Written down by hand for this program: what means the same across English, Spanish, French, German, Italian, Portuguese and
 * Dutch, and across wordings of one language. Only what means the same everywhere: words that mean different things in two of
 * the languages ("pan": bread and cookware) are left out.
 */
export const CONCEPTS: readonly Concept[] = [
  { name: 'quality', category: 'quality', wordings: 'calidad|qualité|qualität|qualità|qualidade|kwaliteit|product quality|build quality|workmanship|verarbeitung' },
  { name: 'material', category: 'quality', wordings: 'fabric|tissu|matière|stoff|materiale|tessuto|tecido|materiaal' },
  { name: 'price', category: 'price', wordings: 'precio|prix|preis|prezzo|preço|prijs|pricing|cost|coste|costo|custo|coût|kosten|price point|tarif|tarifa|tariffa|tarief' },
  { name: 'value for money', category: 'price', wordings: 'value|relación calidad precio|rapport qualité prix|preisleistungsverhältnis|preis-leistungs-verhältnis|rapporto qualità prezzo|custo benefício|prijs-kwaliteit' },
  { name: 'discount', category: 'price', wordings: 'descuento|réduction|remise|rabatt|sconto|desconto|korting|voucher|coupon|promo code' },
  { name: 'delivery', category: 'delivery', wordings: 'shipping|shipment|entrega|livraison|lieferung|consegna|levering|bezorging|versand|spedizione|envío|envio|expédition|verzending|delivery service|zustellung|reparto' },
  { name: 'delivery time', category: 'delivery', wordings: 'lieferzeit|shipping time|delivery speed|plazo de entrega|tiempo de entrega|délai de livraison|délai|tempo di consegna|tempi di consegna|prazo de entrega|levertijd' },
  { name: 'parcel', category: 'delivery', wordings: 'package|paquete|colis|paket|pacco|pacote|encomenda|pakket|sendung' },
  { name: 'courier', category: 'delivery', wordings: 'delivery driver|mensajero|livreur|corriere|transportadora|koerier|delivery man|repartidor' },
  { name: 'packaging', category: 'packaging', wordings: 'embalaje|emballage|verpackung|imballaggio|embalagem|verpakking|confezione|wrapping|packing' },
  { name: 'service', category: 'service', wordings: 'servicio|servizio|serviço|bedienung|bediening|customer service|client service|atención|atención al cliente|service client|kundenservice|kundendienst|klantenservice|atendimento|servizio clienti|support|soporte|customer support|assistenza|suporte|helpdesk' },
  { name: 'staff', category: 'service', wordings: 'personal|personnel|personale|personeel|employee|team|équipe|equipo|equipe|equipa|mitarbeiter|medewerker|funcionário|empleado|crew|staff member' },
  { name: 'waiter', category: 'service', wordings: 'waitress|camarero|camarera|serveur|serveuse|kellner|kellnerin|cameriere|cameriera|garçom|ober|serveerster' },
  { name: 'advice', category: 'service', wordings: 'beratung|asesoramiento|conseil|consulenza|advies|aconselhamento' },
  { name: 'waiting time', category: 'waiting', wordings: 'wait|waiting|queue|espera|tiempo de espera|attente|temps d’attente|temps d\'attente|wartezeit|attesa|wachttijd|wait time|schlange|fila' },
  { name: 'website', category: 'website', wordings: 'web|site|web page|página web|page web|webseite|sito|webshop|onlineshop|online shop|online store|tienda online' },
  { name: 'app', category: 'website', wordings: 'application|aplicación|appli|aplicativo' },
  { name: 'checkout', category: 'website', wordings: 'basket page|cart page|checkout page|kasse' },
  { name: 'payment', category: 'payment', wordings: 'pago|paiement|zahlung|pagamento|betaling|bezahlung' },
  { name: 'refund', category: 'payment', wordings: 'reembolso|remboursement|rückerstattung|erstattung|rimborso|terugbetaling' },
  { name: 'return', category: 'service', wordings: 'devolución|retour|rückgabe|rücksendung|reso|devolução|retourzending|return policy' },
  { name: 'invoice', category: 'payment', wordings: 'bill|factura|facture|rechnung|fattura|fatura|factuur|receipt' },
  { name: 'order', category: 'delivery', wordings: 'pedido|commande|bestellung|ordine|bestelling' },
  { name: 'choice', category: 'range', wordings: 'selection|range|variety|assortment|surtido|variedad|selección|choix|gamme|auswahl|sortiment|scelta|assortimento|variedade|keuze|aanbod|assortiment' },
  { name: 'menu', category: 'range', wordings: 'menú|menù|speisekarte|cardápio|menukaart' },
  { name: 'location', category: 'location', wordings: 'ubicación|emplacement|lage|posizione|localização|locatie|ligging' },
  { name: 'parking', category: 'location', wordings: 'aparcamiento|parkplatz|parcheggio|estacionamento|parkeerplaats|car park|parking space|parking lot' },
  { name: 'atmosphere', category: 'ambience', wordings: 'ambience|ambiance|ambiente|atmosphäre|atmosfera|sfeer|vibe|mood' },
  { name: 'decor', category: 'ambience', wordings: 'decoración|décor|décoration|einrichtung|arredamento|decoração|inrichting|interior|decoration' },
  { name: 'music', category: 'ambience', wordings: 'música|musique|musik|musica|muziek' },
  { name: 'cleanliness', category: 'ambience', wordings: 'limpieza|propreté|sauberkeit|pulizia|limpeza|netheid|hygiene' },
  { name: 'coffee', category: 'drinks', wordings: 'café|kaffee|caffè|koffie' },
  { name: 'tea', category: 'drinks', wordings: 'té|thé|tè|chá|thee' },
  { name: 'wine', category: 'drinks', wordings: 'vino|vin|wein|vinho|wijn' },
  { name: 'beer', category: 'drinks', wordings: 'cerveza|bière|bier|birra|cerveja' },
  { name: 'drink', category: 'drinks', wordings: 'beverage|bebida|boisson|getränk|bevanda|drank|drankje' },
  { name: 'food', category: 'food', wordings: 'comida|nourriture|essen|cibo|eten' },
  { name: 'dish', category: 'food', wordings: 'plato|plat|gericht|speise|piatto|prato|gerecht' },
  { name: 'bread', category: 'food', wordings: 'brot|pane|pão|brood' },
  { name: 'cake', category: 'food', wordings: 'tarta|gâteau|kuchen|torta|bolo|taart' },
  { name: 'breakfast', category: 'food', wordings: 'desayuno|petit déjeuner|frühstück|colazione|café da manhã|pequeno-almoço|ontbijt' },
  { name: 'dessert', category: 'food', wordings: 'postre|nachtisch|dolce|sobremesa|toetje' },
  { name: 'portion', category: 'food', wordings: 'ración|porzione|porção|portie|portion size|serving' },
  { name: 'taste', category: 'food', wordings: 'flavour|flavor|sabor|goût|geschmack|sapore|gusto|smaak' },
  { name: 'size', category: 'design', wordings: 'talla|tamaño|taille|größe|taglia|tamanho|maat|fit|sizing' },
  { name: 'colour', category: 'design', wordings: 'color|couleur|farbe|colore|cor|kleur' },
  { name: 'design', category: 'design', wordings: 'diseño|disegno|ontwerp|look' },
  { name: 'battery', category: 'battery', wordings: 'batería|batterie|akku|batteria|bateria|accu|battery life' },
  { name: 'screen', category: 'display', wordings: 'display|pantalla|écran|bildschirm|schermo|scherm' },
  { name: 'instructions', category: 'usability', wordings: 'instruction|manual|instrucciones|mode d’emploi|mode d\'emploi|anleitung|bedienungsanleitung|istruzioni|instruções|handleiding' },
];
