/** Frames of the door `lookup` (TIPS.md §5.3): requests of one size, answers of one size, for every kind of case. */
export { FrameError, type FrameCode } from './framing.ts';
export { REQUEST_BYTES, decodeRequest, encodeRequest } from './request.ts';
export { ANSWER_BYTES, ANSWER_ROOM, decodeAnswer, encodeAnswer, randomFrame } from './answer.ts';
export { cutThread } from './thread.ts';
export { TICK_MS, untilAnswer } from './tick.ts';
/** 64 hex digits, as a request carries its lookup secret, to bytes. @throws RangeError, SyntaxError or TypeError */
export { hexToBytes as fromHex } from '@noble/hashes/utils.js';
