/**
 * English lines written against the verifier. `>` is the evidence, `-` a line it does not bear out though nearly all its words
 * stand there, `+` a fair shortening; a `?` before either marks one that is judged wrongly so far.
 */
export const ENGLISH_NEWS = `
# plain edits
> The city council of Wexford voted 9 to 4 on Thursday night to ban cars from the old quarter, after a two-hour debate in which shopkeepers warned of lost trade. Mayor Ruth Kane, who proposed the ban, called the vote “a gift to our children”. The ban takes effect on March 1.
- The city council of Wexford voted 4 to 9 to ban cars from the old quarter.
- Shopkeepers voted to ban cars from the old quarter.
- Mayor Ruth Kane warned of lost trade.
- The ban takes effect on Thursday night.
- Shopkeepers called the vote “a gift to our children”.
- The city council of Wexford voted to ban shopkeepers from the old quarter.
+ The city council of Wexford voted to ban cars from the old quarter.
?+ Wexford's city council voted 9 to 4 to ban cars from the old quarter.
?+ The council voted 9 to 4 to ban cars from the old quarter.
+ The ban takes effect on March 1.
+ Shopkeepers warned of lost trade.
+ Mayor Ruth Kane called the vote “a gift to our children”.
+ Ruth Kane, who proposed the ban, called the vote “a gift to our children”.
+ The city council of Wexford voted on Thursday night to ban cars from the old quarter; the ban takes effect on March 1.
+ The city council of Wexford voted to ban cars from the old quarter after a two-hour debate.
+ Mayor Ruth Kane, who proposed the ban, called it “a gift to our children”.
> A river ferry carrying 84 people capsized near the port of Balu on Sunday evening, officials said. Rescue teams pulled 61 people from the water, among them the captain, and were still searching for 23 others on Monday. The ferry, built in 1987, had been repaired last month, according to the transport ministry.
- Rescue teams pulled 23 people from the water.
- A river ferry carrying 61 people capsized near the port of Balu.
- The ferry had been built last month.
- Rescue teams were still searching for the captain on Monday.
- A river ferry capsized near the port of Balu on Monday.
+ A river ferry carrying 84 people capsized near the port of Balu, officials said.
+ A ferry carrying 84 people capsized near Balu on Sunday evening, officials said.
+ Rescue teams pulled 61 people from the water.
+ Rescue teams pulled 61 people from the water and were still searching for 23 others.
+ The ferry had been repaired last month, according to the transport ministry.
?+ The ferry was built in 1987.
?+ Rescuers were still searching for 23 people on Monday.
?+ A river ferry capsized near the port of Balu, and rescue teams pulled 61 people from the water.
> Norda Steel, the country's largest employer, will close two of its five furnaces by December, its chief executive, Hugo Strand, told investors on Wednesday. About 1,100 jobs will go. The metalworkers' union called the decision “a betrayal” and said it would fight it in court.
- Norda Steel will close five furnaces by December.
- Hugo Strand called the decision “a betrayal”.
- Norda Steel said it would fight the union in court.
- The metalworkers' union will close two of its five furnaces.
- About 1,100 jobs will go by December, Hugo Strand said in court.
+ Norda Steel will close two of its five furnaces by December.
+ Norda Steel will close two furnaces by December, its chief executive, Hugo Strand, told investors.
+ About 1,100 jobs will go.
+ The metalworkers' union called the decision “a betrayal”.
+ The union called the decision “a betrayal” and said it would fight it in court.
+ Norda Steel, the country's largest employer, will close two furnaces.
?+ Hugo Strand told investors on Wednesday that Norda Steel will close two of its five furnaces by December.
> Scientists at the University of Turku found that bees exposed to the pesticide lost their way home twice as often as others. The study, published in a journal on Monday, followed 1,900 bees for three summers. The maker of the pesticide, Agrolux, said the doses used were far above those in fields.
- The study followed three bees for 1,900 summers.
- Agrolux found that bees exposed to the pesticide lost their way home.
- Scientists at the University of Turku said the doses used were far above those in fields.
- Bees lost their way home twice as often as those exposed to the pesticide.
+ Scientists at the University of Turku found that bees exposed to the pesticide lost their way home twice as often.
+ The study followed 1,900 bees for three summers.
+ Bees exposed to the pesticide lost their way home twice as often as others, scientists at the University of Turku found.
+ The maker of the pesticide said the doses used were far above those in fields.
?+ Agrolux, the maker of the pesticide, said the doses used were far above those in fields.
> Goalkeeper Milan Horvat saved two penalties as Zadar beat Split 3-1 in the cup final on Saturday. Horvat, 19, was playing his first match for the club. Split had won the cup in each of the last four years.
- Split beat Zadar 3-1 in the cup final on Saturday.
- Zadar had won the cup in each of the last four years.
- Zadar beat Split 1-3 in the cup final.
- Milan Horvat saved 19 penalties as Zadar beat Split.
+ Zadar beat Split 3-1 in the cup final.
+ Milan Horvat saved two penalties as Zadar beat Split 3-1.
+ Goalkeeper Milan Horvat, 19, saved two penalties as Zadar beat Split 3-1 in the cup final.
+ Horvat was playing his first match for the club.
+ Split had won the cup in each of the last four years.
> The fund manager, Nora Pike, insisted that she had never met the broker, and rejected suggestions that she tipped him off.
- Nora Pike had met the broker.
- She tipped him off.
- Nora Pike tipped him off.
+ Nora Pike insisted that she had never met the broker.
> Doctors warned that the fever might spread to the capital unless borders are closed within a week.
- The fever will spread to the capital.
- Doctors warned that the fever might spread to the capital within a week.
- The fever spread to the capital.
- Borders are closed within a week.
+ Doctors warned that the fever might spread to the capital unless borders are closed.
> Should the talks collapse, the carrier would ground its fleet, two executives said.
- The talks collapse, two executives said.
- The carrier would ground its fleet, two executives said.
- The carrier grounded its fleet.
+ Should the talks collapse, the carrier would ground its fleet.
> Campaigners claim the dye causes cancer; the maker says three studies cleared it.
- The dye causes cancer.
- Three studies said the dye causes cancer.
+ Campaigners claim the dye causes cancer.
+ The maker says three studies cleared it.
> Half of the 60 flats had no smoke detector, and roughly a dozen had blocked exits.
- The 60 flats had no smoke detector.
- A dozen had no smoke detector.
- All of the 60 flats had no smoke detector.
+ Half of the 60 flats had no smoke detector.
> Police sources say the teenager is believed to have been pushed. His friends say he slipped.
- The teenager was pushed.
- The teenager is to have been pushed.
- His friends say he was pushed.
+ The teenager is believed to have been pushed.
> The minister's brother bought 12 percent of the quarry in 2019 for 3 million dollars.
- The minister bought 12 percent of the quarry in 2019.
- The minister's brother bought 3 percent of the quarry.
+ The minister's brother bought 12 percent of the quarry.
> Wages grew by 4 percent in March from a year earlier and prices by 6 percent.
- Prices grew by 4 percent in March.
- Wages grew by 6 percent in March.
- Wages grew to 4 percent in March.
+ Wages grew by 4 percent in March from a year earlier.
> No fewer than 70 firms applied; only nine were approved, none of them foreign.
- Fewer than 70 firms applied.
- Nine foreign firms were approved.
- 70 firms were approved.
+ Only nine were approved.
> The actor joked that he had robbed a bank as a boy. He was born in Leeds and grew up in York.
- He was born in York.
- The actor robbed a bank as a boy.
+ The actor was born in Leeds and grew up in York.
> The union rejected the offer, saying it fell short of inflation, and its leader, Dan Prior, asked members to vote for a strike on Monday.
- Members voted for a strike on Monday.
- The union rejected inflation.
- Dan Prior rejected the strike.
- Dan Prior voted for a strike on Monday.
+ The union rejected the offer, saying it fell short of inflation.
+ Dan Prior asked members to vote for a strike on Monday.
> Researchers at Delft built a robot the size of a coin that swims, crawls and can carry drugs. They have not tested it in people.
- Researchers tested it in people.
- Researchers built a coin that swims.
+ Researchers at Delft built a robot the size of a coin.
+ Researchers at Delft built a robot that swims, crawls and can carry drugs.
+ They have not tested it in people.
> Heavy rain closed the A9 motorway between Lund and Harn for six hours on Friday, and about 200 drivers spent the night in a sports hall, the road agency said.
- Heavy rain closed the A9 motorway for 200 hours.
- The road agency spent the night in a sports hall.
+ Heavy rain closed the A9 motorway between Lund and Harn for six hours on Friday.
+ Heavy rain closed the A9 motorway for six hours.
+ About 200 drivers spent the night in a sports hall, the road agency said.
+ About 200 drivers spent the night in a sports hall.
> The opera house, which may be sold, opened in 1911. Its director, who had been accused of waste, left in May. The man suspected of the theft was released.
- The opera house was sold.
- The director was accused of theft.
+ The opera house opened in 1911.
+ Its director left in May.
?+ The man was released.
+ Its director, who had been accused of waste, left in May.
> The president said that if prices rise the tax will fall, and promised new schools. A group of workers from the mine marched to the capital, and several of them met the governor.
- The tax will fall.
- Prices rise.
- New schools were built.
+ A group of workers from the mine marched to the capital.
+ Workers from the mine marched to the capital.
?+ The president promised new schools.
> He is the first coach of the club to win abroad and the city's mayor since 2020.
- He is the first coach to win abroad.
?+ He is the city's mayor.
+ He is the city's mayor since 2020.
`
