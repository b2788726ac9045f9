import { classifyAgent } from '../import/agents.ts';
import { linesOfText } from './lab-lines.ts';

/** Names as in the test data of ua-parser: "Other" for what no rule knows. */
const orOther = (name: string): string => name || 'Other';

/** `inglenook lab agent`: what each user agent says of itself. */
export const labAgent = {
  id: 'agent',
  title: 'User agent of each line',
  question: 'Which browser, system and device does each user agent name, and is it a robot?',
  async *run(input: { text(): string }) {
    for (const line of linesOfText(input.text())) {
      const info = classifyAgent(line);
      yield {
        browser: { family: orOther(info.browser), major: info.version },
        os: { family: orOther(info.os) },
        device: info.device,
        bot: info.bot,
        botClass: info.botClass,
        rule: info.botRule,
      };
    }
  },
};
