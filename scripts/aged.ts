/** What package-lock.json pins, and since when each of it is out: what is a few days old may be somebody's theft of a name. */

type Entry = { version?: string; integrity?: string; link?: boolean; name?: string };
export type Lock = { packages: Record<string, Entry> };
export type Pinned = { name: string; version: string };

/** Packages of a lock file, each version once. `only` narrows them by the place in it. */
export function pinnedIn(
	{ packages }: Lock,
	only: (path: string) => boolean = () => true
): Pinned[] {
	const found = new Map<string, Pinned>();
	for (const [path, { version, link, name }] of Object.entries(packages)) {
		const own = name ?? path.split('node_modules/').at(-1)!;
		if (path && version && !link && only(path))
			found.set(`${own}@${version}`, { name: own, version });
	}
	return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the lock file has and an older one had not. */
export const broughtIn = (now: Lock, before: Lock): Pinned[] => {
	const known = new Set(pinnedIn(before).map(({ name, version }) => `${name}@${version}`));
	return pinnedIn(now).filter(({ name, version }) => !known.has(`${name}@${version}`));
};

/** Entries that are not what the registry gave under that name: no hash, or from elsewhere. */
export const unpinned = ({ packages }: Lock): string[] =>
	Object.entries(packages)
		.filter(([path, { integrity, link }]) => path && !link && !/^sha512-/.test(integrity ?? ''))
		.map(([path]) => path);

/** When a version of a package came out; null where the registry does not say. */
export type Asked = (pinned: Pinned) => Promise<Date | null>;

const AT_ONCE = 4;
const DAY = 86_400_000;

/** Those younger than so many days, and those of which nobody says. */
export async function young(
	packages: readonly Pinned[],
	days: number,
	asked: Asked,
	now = Date.now()
): Promise<(Pinned & { out: Date | null })[]> {
	const left = [...packages];
	const found: (Pinned & { out: Date | null })[] = [];
	const work = async () => {
		for (let one = left.pop(); one; one = left.pop()) {
			const out = await asked(one);
			if (!out || now - out.getTime() < days * DAY) found.push({ ...one, out });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Asks a registry, as npm does. */
export const askedAt =
	(registry: string, fetched: typeof fetch = fetch): Asked =>
	async ({ name, version }) => {
		const url = new URL(name.replace('/', '%2f'), registry.replace(/\/*$/, '/'));
		const answer = await fetched(url, { signal: AbortSignal.timeout(30_000) });
		if (!answer.ok) return null;
		const { time } = (await answer.json()) as { time?: Record<string, string> };
		const out = time?.[version];
		return out ? new Date(out) : null;
	};
