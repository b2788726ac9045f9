import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWanted, noteBoard, noteUnwanted } from '../../src-main/workers/wanted.ts';

test('law: of calls that are under way together exactly those that were noted are unwanted', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.boolean(), { maxLength: 8 }), (first, unwanted) => {
      const board = noteBoard();
      // What was noted of calls long over stays there.
      for (let id = Math.max(1, first - 200); id <= first; id++) noteUnwanted(board, id);
      const idOf = (i: number) => first + 1 + i;
      unwanted.forEach((isNoted, i) => {
        if (isNoted) noteUnwanted(board, idOf(i));
      });
      unwanted.forEach((isNoted, i) => {
        expect(isWanted(board, idOf(i))).toBe(!isNoted);
      });
    }),
  );
});
