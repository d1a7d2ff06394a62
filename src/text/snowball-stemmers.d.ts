// The package ships no types; this is the part of it we call.
declare module 'snowball-stemmers' {
  const snowball: { newStemmer(language: 'english' | 'spanish'): { stem(word: string): string } }
  export default snowball
}
