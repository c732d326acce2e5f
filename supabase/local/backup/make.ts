/** A backup: one moment of the database, the storage folder and the secrets, in an archive that one public key locks. */
import { createHash } from 'node:crypto';
import {
	createWriteStream,
	globSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { connect } from '../bootstrap.ts';
import { readMigrations } from '../migrations.ts';
import type { Secrets } from '../secrets.ts';
import { dump, sequencesOf } from './tables.ts';
import { ending, pack, type Entry } from './tar.ts';

/** What stands first in a backup. */
export type Manifest = {
	version: 1;
	at: string;
	/** Migrations that the database has, in order. */
	migrations: { version: string; hash: string }[];
	/** The last erasure that it knows. */
	erasures: number;
};
export type From = { admin: string; uploads: string; secrets: Secrets };

const json = (name: string, value: unknown): Entry => ({
	name,
	bytes: Buffer.from(JSON.stringify(value, null, '\t'))
});

async function* entries({ admin, uploads, secrets }: From): AsyncGenerator<Entry> {
	const sql = connect(admin, 2);
	try {
		let manifest: Manifest | undefined;
		const rows = dump(sql, async (moment) => {
			const [row] = await moment<{ at: Date; erasures: number }[]>`
				select now() as at, coalesce((select max(seq) from erasures.log), 0)::int as erasures`;
			manifest = {
				version: 1,
				at: row!.at.toISOString(),
				migrations: readMigrations().map(({ version, hash }) => ({ version, hash })),
				erasures: row!.erasures
			};
		});
		const first = await rows.next();
		yield json('manifest.json', manifest);
		yield json('secrets.json', secrets);
		if (!first.done) yield first.value;
		yield* rows;
		yield json('sequences.json', await sequencesOf(sql));
		// After the rows: a file is written once and never changed. One that is named no more may be gone by now, and one
		// that came later is named by nobody.
		for (const file of globSync('**/*', { cwd: uploads, withFileTypes: true })) {
			if (!file.isFile()) continue;
			const path = join(file.parentPath, file.name);
			const bytes = readIfThere(path);
			if (bytes) yield { name: `uploads/${relative(uploads, path)}`, bytes };
		}
		yield json('end.json', {});
	} finally {
		await sql.end();
	}
}

function readIfThere(path: string): Buffer | undefined {
	try {
		return readFileSync(path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

async function* packed(from: From): AsyncGenerator<Uint8Array> {
	for await (const entry of entries(from)) yield* pack(entry);
	yield ending;
}

/** Makes the backup at `file`, whole or not at all, and `<file>.sha256` beside it. Answers its size. */
export async function makeBackup(from: From, recipient: string, file: string): Promise<number> {
	const half = `${file}.half`;
	const hash = createHash('sha256');
	let size = 0;
	const counting = new Transform({
		transform(chunk: Buffer, _, done) {
			hash.update(chunk);
			size += chunk.length;
			done(null, chunk);
		}
	});
	try {
		const encrypter = new Encrypter();
		encrypter.addRecipient(recipient);
		const plain = Readable.from(packed(from)).compose(createGzip({ level: 6 }));
		const locked = await encrypter.encrypt(Readable.toWeb(plain) as ReadableStream<Uint8Array>);
		await pipeline(
			Readable.fromWeb(locked as never),
			counting,
			createWriteStream(half, { mode: 0o600 })
		);
		renameSync(half, file);
		writeFileSync(`${file}.sha256`, `${hash.digest('hex')}  ${basename(file)}\n`);
		return size;
	} finally {
		rmSync(half, { force: true });
	}
}
