import { sha256Hex } from '../_shared/edge/hash.ts';
import { fromHex } from '../_shared/frames/index.ts';

/** SHA-256 of a lookup secret, both as hex: what SQL knows a code by. */
export const hashOf = (lookup: string): Promise<string> => sha256Hex(fromHex(lookup));
