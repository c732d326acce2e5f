import type { Example } from './examples.ts';

export const examples: Example[] = [{ title: 'Hiện khi có tiêu điểm' }];
