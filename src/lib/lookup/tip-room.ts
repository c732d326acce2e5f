/** Bytes that one message has room for: a sealed text is 4 KiB whatever it says, with its envelope and signature. */
export const ROOM = 3_300;

/** Bytes that a text takes as it will be sealed. */
export const bytesOf = (text: string): number =>
	new TextEncoder().encode(JSON.stringify(text.trim())).length - 2;

/** @param told bytes that the files of the message take */
export const isTooLong = (text: string, told = 0): boolean => bytesOf(text) + told > ROOM;
