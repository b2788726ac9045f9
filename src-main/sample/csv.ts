import Papa from 'papaparse';

/** One CSV record (RFC 4180), without its line end. */
export const csvLine = (cells: readonly (string | number)[]): string => Papa.unparse([[...cells]], { newline: '\n' });
