// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of a shell.
import { describe, expect, it } from 'vitest';
import { renderCommand } from '#main/packs/payload/render-command.ts';

const VALUES = new Map([
  ['m_zp', '1250'],
  ['gx', '1e-7'],
  ['id', 'b3-017'],
]);

describe('the command of a point', () => {
  it.each([
    ['fit --m={m_zp} "--g={gx}" > {id}.log', 'fit --m=1250 "--g=1e-7" > b3-017.log'],
    // Braces of the shell and of other languages stay.
    ["echo ${HOME} {1..3} {a,b}; awk '{print $1}' x", "echo ${HOME} {1..3} {a,b}; awk '{print $1}' x"],
    ['echo \'{{"exp": {gx}}}\'', 'echo \'{"exp": 1e-7}\''],
  ])('%s', (command, rendered) => {
    expect(renderCommand(command, VALUES)).toBe(rendered);
  });

  it('refuses a name that no point has, and says which is near', () => {
    expect(() => renderCommand('fit {m_zpp}', VALUES)).toThrow(/asks for \{m_zpp\}, which no point has/);
    expect(() => renderCommand('fit {m_zpp}', VALUES)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('{m_zp}') }),
    );
  });

  it('refuses a shell variable of the name of a parameter, which would be empty', () => {
    expect(() => renderCommand('fit ${m_zp}', VALUES)).toThrow(/which is not set there/);
  });
});
