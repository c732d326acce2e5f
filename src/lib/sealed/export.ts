/**
 * A tip that leaves for another agency: an archive that an officer signed, sealed as an age file under a code of the
 * access code's form, so that the plain `age` and `tar` open it (docs/tips-protocol.md).
 */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { digestOf } from './digest.ts';
import { lockUnder } from './passphrase.ts';
import { sign, type Signer } from './signed.ts';
import { tar, type TarFile } from './tar.ts';

export interface Exported {
	/** The age file. */
	file: Uint8Array;
	/** SHA-256 of the age file, as the transfer slip names it. */
	sha256: string;
}

/**
 * @param record what is signed, with the hash of every file added to it
 * @param code canonical
 * @throws SealedError `bad_code`
 */
export async function sealExport(
	record: object,
	files: readonly TarFile[],
	signer: Signer,
	{ code, at }: { code: string; at: Date }
): Promise<Exported> {
	const listed = files.map(({ path, bytes }) => ({
		path,
		bytes: bytes.length,
		sha256: digestOf(bytes)
	}));
	const json = utf8ToBytes(
		JSON.stringify({ v: 1, ...record, by: signer.verify, files: listed }, null, '\t')
	);
	const signature = utf8ToBytes(bytesToHex(sign(json, 'gan-dan/export/v1', signer)) + '\n');
	const archive = tar(
		[{ path: 'tip.json', bytes: json }, { path: 'tip.sig', bytes: signature }, ...files],
		at
	);
	const file = await lockUnder(archive, code);
	return { file, sha256: digestOf(file) };
}
