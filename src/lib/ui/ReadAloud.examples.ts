import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Nghe đọc', props: { of: 'main' } }];
