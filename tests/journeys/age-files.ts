/** The age files that a story leaves on the server, opened with the second reader of the format and no line of the portal's. */
import { openAge, type Opener } from '../../src/lib/sealed/other-age.ts';
import { dump, shelf } from '../functions/traces.ts';
import { expect, type TestStack } from './world.ts';

type AgeFile = { place: string; file: Buffer };

const magic = 'age-encryption.org/v1';

/** Those of all tables and of storage; without the officers' keys, which are locked with the code of a sheet. */
export async function ageFiles(stack: TestStack): Promise<AgeFile[]> {
	const tables = await dump(stack);
	const files = shelf(stack)
		.filter(({ bytes }) => bytes.includes(magic))
		.map(({ bytes }) => ({ place: 'storage', file: bytes }));
	const hex = new RegExp(`${Buffer.from(magic).toString('hex')}[0-9a-f]*`, 'g');
	for (const [place, text] of tables) {
		if (place === 'staff.keys') continue;
		for (const [file] of text.matchAll(hex)) files.push({ place, file: Buffer.from(file, 'hex') });
		// In base 64 they would be passed over.
		expect(text.includes('YWdlLWVuY3J5cHRpb24'), place).toBe(false);
	}
	return files;
}

/** What stands in the one frame of a file: u32 length | content | zeros. */
function contentOf(plain: Buffer): Buffer {
	const end = 4 + plain.readUInt32BE(0);
	expect(plain.subarray(end).every((byte) => byte === 0)).toBe(true);
	return plain.subarray(4, end);
}

/** The content of a file, by the one of these keys that opens it. @throws where none does, or more than one */
function openedBy({ place, file }: AgeFile, openers: readonly Opener[]): Buffer {
	const opened = openers.flatMap((opener) => {
		try {
			return [contentOf(openAge(file, opener))];
		} catch {
			return [];
		}
	});
	expect(opened, `a file of ${place}`).toHaveLength(1);
	return opened[0]!;
}

/** u32 length of the JSON | JSON | signature. */
const jsonIn = (content: Buffer) =>
	JSON.parse(content.toString('utf8', 4, 4 + content.readUInt32BE(0))) as { identity?: string };

/**
 * Opens every file: the rows of keys with the identities of whoever they are for, everything else with the keys that lie in
 * those rows. @param identities as the sheet and the code give them; each has rows of its own
 */
export function opened(files: readonly AgeFile[], identities: readonly string[]): Buffer[] {
	const isRow = ({ place }: AgeFile) => place === 'tips.secrets';
	const holders = identities.map((identity) => ({ identity }));
	const rows = files.filter(isRow).map((file) => openedBy(file, holders));
	const rooms = new Set(rows.map((row) => jsonIn(row).identity!));
	const keys = [...rooms].map((identity) => ({ identity }));
	const rest = files.filter((file) => !isRow(file)).map((file) => openedBy(file, keys));
	return [...rows, ...rest];
}

/** What lies locked for an officer, with the code on their sheet alone: the identity that opens whatever is sealed to them. */
export async function exportedBy(stack: TestStack, officer: string, code: string): Promise<string> {
	const [row] = await stack.sql<{ bundle: Uint8Array }[]>`
		select bundle from staff.keys where officer = ${officer}`;
	const passphrase = code.replace(/\W/g, '');
	const keys = openAge(row!.bundle, { passphrase }).toString();
	return (JSON.parse(keys) as { identity: string }).identity;
}
