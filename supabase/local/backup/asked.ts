/** What whoever restores has to say, and what must be there; each refusal is a sentence, and nothing was touched. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Stop } from '../stop.ts';
import { typed } from '../typed.ts';
import { erasureFile, readErasures, type Erasure } from './erasure-log.ts';
import { readIdentity } from './recipient.ts';
import { demandSame } from './restore.ts';

export type Asked = {
	file: string;
	identity: string;
	/** Null: nothing can have been erased since, says who restores. */
	erasures: Erasure[] | null;
};

const usage =
	'Say which: npm run restore -- <file> --identity <key file> [--erasures <log>] [--without-erasures] [--replace]';

/** Reads the words of `npm run restore` for a data folder. */
export async function askedRestore(words: string[], home: string): Promise<Asked> {
	const options = {
		identity: { type: 'string' },
		erasures: { type: 'string' },
		'without-erasures': { type: 'boolean', default: false },
		replace: { type: 'boolean', default: false }
	} as const;
	const { values, positionals } = typed({ args: words, options, allowPositionals: true }, usage);
	const [file, ...others] = positionals;
	if (!file || others.length > 0) throw new Stop(usage);
	if (existsSync(join(home, 'db')) && !values.replace)
		throw new Stop(
			`${home} holds a portal: --replace puts the backup in its place, and what it holds is gone.`
		);
	const identity = readIdentity(values.identity && resolve(values.identity));
	await demandSame(file);
	if (values['without-erasures']) return { file, identity, erasures: null };
	const log = values.erasures ? resolve(values.erasures) : erasureFile(home);
	if (!existsSync(log))
		throw new Stop(
			`There is no log of erasures at ${log}: what was erased after the backup would come back. Name it with --erasures <log>, or say --without-erasures.`
		);
	return { file, identity, erasures: readErasures(log) };
}
