import type { Example } from './examples.ts';
import { icons } from './icons.ts';

export const examples: Example[] = Object.keys(icons).map((name) => ({
	title: name,
	props: { name, size: 'l' }
}));
