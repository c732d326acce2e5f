import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Chỗ của “Nghe đọc”', props: { of: 'main' } }];
