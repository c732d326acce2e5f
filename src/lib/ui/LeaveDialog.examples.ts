import type { Example } from './examples.ts';

export const examples: Example[] = [
	{ title: 'Rời trang', props: { open: false, leave: () => undefined } }
];
