/** Every part of the app that is built. */
export declare const ALL_PARTS: readonly string[];
/** The parts that are missing or older than one of their sources. */
export declare function staleParts(root: string, wanted?: readonly string[]): string[];
/** Builds parts with Vite. */
export declare function buildParts(root: string, parts: readonly string[]): Promise<void>;
