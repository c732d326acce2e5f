/** A disk of a few hundred MiB, which fills. Only root may make one, and only on Linux. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MiB = 1024 * 1024;

/** Puts it at a folder; false where that is not allowed. */
export const mountSmall = (folder: string, size: number): boolean =>
	spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m,mode=711`, 'tmpfs', folder]).status === 0;
export const unmount = (folder: string) => void spawnSync('umount', ['-l', folder]);

/** Everything in a folder, with whose it is: a database takes no other's files. */
export const copyWhole = (from: string, to: string) => {
	const { status } = spawnSync('cp', ['-a', `${from}/.`, to]);
	if (status !== 0) throw new Error('the data folder could not be copied');
};

/** Leaves no room at all; the returned function makes some again. */
export function fill(folder: string): () => void {
	const path = join(folder, 'filler');
	const file = openSync(path, 'w');
	for (const piece of [Buffer.alloc(MiB), Buffer.alloc(4096)])
		try {
			for (;;) writeSync(file, piece);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
		}
	closeSync(file);
	return () => rmSync(path);
}
