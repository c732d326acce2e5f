/** Keys of a backup: it is made to a public key, and the key that opens it is kept where the portal is not. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { Stop } from '../stop.ts';

/** A key, or a file that holds it. Whoever copies a backup today may have a quantum computer later: as for tips, no other kind of key is taken. */
export function demandRecipient(word: string | undefined): string {
	const key = word && existsSync(word) ? readFileSync(word, 'utf8').trim() : word;
	if (key && /^age1pq1[02-9ac-hj-np-z]{100,}$/.test(key)) return key;
	throw new Stop(
		'Say to which key the backup is locked: --to <file>.pub, or BACKUP_RECIPIENT. `npm run backup -- --new-key <file>` makes one.'
	);
}

/** Makes a key: the part that opens backups goes into a new file, the other into `<file>.pub` and is the answer. */
export async function makeKey(file: string): Promise<string> {
	if (existsSync(file)) throw new Stop(`${file} is there already: a key is never written over.`);
	const identity = await generateHybridIdentity();
	const recipient = await identityToRecipient(identity);
	writeFileSync(file, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
	writeFileSync(`${file}.pub`, `${recipient}\n`);
	return recipient;
}

/** The identity of a key file as `age-keygen` and we write it. */
export function readIdentity(file: string | undefined): string {
	if (!file || !existsSync(file))
		throw new Stop('Say which key opens the backup: --identity <file>.');
	const line = readFileSync(file, 'utf8')
		.split('\n')
		.map((one) => one.trim())
		.find((one) => one.startsWith('AGE-SECRET-KEY-'));
	if (!line) throw new Stop(`${file} holds no key of age.`);
	return line;
}
