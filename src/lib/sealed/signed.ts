/**
 * Ed25519 signatures with a context (RFC 8032 §5.1, Ed25519ctx): what was signed as an item of a thread never counts
 * as a link of a desk list.
 */
import { ed25519ctx } from '@noble/curves/ed25519.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { SealedError } from './problem.ts';

export type Context =
	| 'gan-dan/item/v1'
	| 'gan-dan/room/v1'
	| 'gan-dan/desk/v1'
	| 'gan-dan/export/v1'
	| 'gan-dan/proposal/v1'
	| 'gan-dan/approval/v1'
	| 'gan-dan/build/v1';

export interface Signer {
	/** 32 bytes. */
	secret: Uint8Array;
	/** Hex of the public key: what others know the signer by. */
	verify: string;
}

const LENGTH = 4;
const SIGNATURE = 64;

export function signerOf(secret: Uint8Array): Signer {
	return { secret, verify: bytesToHex(ed25519ctx.getPublicKey(secret)) };
}

export function sign(message: Uint8Array, context: Context, signer: Signer): Uint8Array {
	return ed25519ctx.sign(message, signer.secret, { context: utf8ToBytes(context) });
}

/** Strict, as RFC 8032 words it: no second encoding of a signature passes. False for whatever is no key. */
export function isSigned(
	message: Uint8Array,
	context: Context,
	signature: Uint8Array,
	verify: string
): boolean {
	try {
		const options = { context: utf8ToBytes(context), zip215: false };
		return ed25519ctx.verify(signature, message, hexToBytes(verify), options);
	} catch {
		return false;
	}
}

/** u32 length of the JSON | JSON as UTF-8 | signature over exactly these bytes, or nothing. */
export function pack(value: unknown, context: Context, signer?: Signer): Uint8Array {
	const json = utf8ToBytes(JSON.stringify(value));
	const length = new Uint8Array(LENGTH);
	new DataView(length.buffer).setUint32(0, json.length);
	return concatBytes(length, json, signer ? sign(json, context, signer) : new Uint8Array());
}

/** What `pack` made; `isBy` says whether somebody signed these very bytes. */
export interface Packed {
	value: unknown;
	isBy(context: Context, verify: string): boolean;
}

/** @throws SealedError `shape` */
export function unpack(bytes: Uint8Array): Packed {
	if (bytes.length < LENGTH) throw new SealedError('shape');
	const end = LENGTH + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
	const json = bytes.subarray(LENGTH, end);
	const signature = bytes.subarray(end);
	if (end > bytes.length || ![0, SIGNATURE].includes(signature.length))
		throw new SealedError('shape');
	return {
		value: parse(json),
		isBy: (context, verify) => isSigned(json, context, signature, verify)
	};
}

function parse(json: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
	} catch {
		throw new SealedError('shape');
	}
}
