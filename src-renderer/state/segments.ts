import { create } from 'zustand';

/** Name of the kept segment that every page is narrowed to; null = everybody. */
export const useActiveSegment = create<{ active: string | null }>(() => ({ active: null }));

export const chooseSegment = (active: string | null): void => useActiveSegment.setState({ active });
