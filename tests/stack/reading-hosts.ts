/** Reads what was written for hosts of static files as those hosts do: what they would say of an address. */
import { passedOn } from '../../supabase/local/hosts/rules.ts';

export type Said = Record<string, string>;
const unquoted = (word: string) => word.replace(/^"(.*)"$/, '$1').replaceAll('\\"', '"');
const lower = (pairs: (readonly [string, string])[]): Said =>
	Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));

/** `_headers`: rules add up, and one that says what another says would join the two. */
export function ofHeadersFile(text: string, address: string): Said {
	const pairs: [string, string][] = [];
	let applies = false;
	for (const line of text.split('\n').filter(Boolean)) {
		const said = /^ {2}([\w-]+): (.+)$/.exec(line);
		if (!said) {
			const pattern = line.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
			applies = new RegExp(`^${pattern.join('.*')}$`).test(address);
		} else if (applies) {
			if (pairs.some(([name]) => name === said[1])) throw new Error(`${said[1]} is said twice`);
			pairs.push([said[1]!, said[2]!]);
		}
	}
	return lower(pairs);
}

/** nginx: the first line of a `map` that fits. */
export function ofMap(maps: string, variable: string, value: string): string {
	const body = new RegExp(`map \\S+ \\$${variable} \\{\\n([^}]*)\\n\\}`).exec(maps)![1]!;
	let found = '';
	for (const line of body.split('\n')) {
		const [, key = '', word = ''] = /^\t("[^"]*"|\S+) (".*"|\S+);$/.exec(line)!;
		if (key === 'default') found = unquoted(word);
		else if (unquoted(key).startsWith('~') && new RegExp(unquoted(key).slice(1)).test(value))
			return unquoted(word);
	}
	return found;
}

export function ofNginx(maps: string, server: string, address: string): Said {
	// Of a file that is there.
	const spoken = (word: string) =>
		word.startsWith('$') ? ofMap(maps, word.slice(1), '200') : word;
	const said = [...server.matchAll(/^add_header (\S+) (".*?"|\S+)( always)?;$/gm)];
	return lower(
		said.map(([, name = '', value = '']) => [
			name,
			value.startsWith('$') ? spoken(ofMap(maps, value.slice(1), address)) : unquoted(value)
		])
	);
}

export function ofCaddy(text: string, address: string): Said {
	const block = /\theader \{\n([^}]*)\n\t\}/.exec(text)![1]!;
	const always = [...block.matchAll(/^\t\t([A-Z][\w-]+) (".*")$/gm)].map(
		([, name = '', value = '']) => [name, unquoted(value)] as const
	);
	const sealed = new RegExp(/@gan_dan_sealed path_regexp (\S+)/.exec(text)![1]!).test(address);
	const immutable = address.startsWith(/@gan_dan_immutable path (\S+)\*/.exec(text)![1]!);
	const config = address === /@gan_dan_config path (\S+)/.exec(text)![1]!;
	const passed = passedOn.some((path) => address.startsWith(path));
	const which = sealed ? 'sealed' : immutable ? 'immutable' : config ? 'config' : 'other';
	const cache = new RegExp(`header @gan_dan_${which} Cache-Control (".*")`).exec(text)![1]!;
	return lower([...always, ...(passed ? [] : [['Cache-Control', unquoted(cache)] as const])]);
}
