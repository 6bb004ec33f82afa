import { create } from 'zustand';

export interface PathQuestion {
  /** A campaign file to open, where a new one shall stand, or a folder for files. */
  readonly purpose: 'open' | 'create' | 'folder';
  /** What the dialog says above. */
  readonly title: string;
  /** Where it begins: a path, or the bare name of a file. */
  readonly suggested?: string;
  /** Ends the question: the path, or null when the user changed their mind. */
  readonly answer: (path: string | null) => void;
}

/** The question that the browser host has for the user, for PathDialog to show. */
export const usePathQuestion = create<{ question: PathQuestion | null }>(() => ({ question: null }));

/** Asks for a path on the core's machine. @returns null when the user changed their mind */
export function askForPath(options: Omit<PathQuestion, 'answer'>): Promise<string | null> {
  usePathQuestion.getState().question?.answer(null);
  return new Promise((resolve) => {
    usePathQuestion.setState({
      question: {
        ...options,
        answer: (path) => {
          usePathQuestion.setState({ question: null });
          resolve(path);
        },
      },
    });
  });
}
