const words = `
password passwort passwd pass passw motdepasse contrasena parola senha admin administrator root toor user guest test tester
testing demo default changeme letmein welcome willkommen hello login signin access secret secure security private public
master master manager system server database network internet computer laptop windows microsoft google facebook linkedin
twitter instagram youtube whatsapp android iphone apple samsung amazon netflix spotify minecraft pokemon pikachu nintendo
playstation xbox github gitlab docker kubernetes jenkins oracle postgres mysql mongodb redis elastic linux ubuntu debian
fulcrum monday jira trello asana notion slack project projects sprint backlog kanban dashboard workspace company office
work working developer engineer software hardware production staging example sample temp temporary temppass newpass
newpassword mypassword yourpassword thepassword passwordpassword password123 nopassword forgotten remember
qwerty qwertyuiop qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc zaqwsx xswqaz qweasd qweasdzxc qwaszx
wasd wsxedc edcrfv onetwothree abcabc abcdef abcdefg abcdefgh iloveyou loveyou iloveme lovely lover loving love loveme
mylove mylife forever together darling sweetheart sweety sweetie honey babygirl babyboy baby princess prince queen king
angel angels heaven jesus christ jesuschrist blessed blessing faith grace church bible christian freedom liberty peace
sunshine sunset sunrise sunflower rainbow butterfly flower flowers rose roses daisy lily summer winter spring autumn
january february march april june july august september october november december monday tuesday wednesday thursday
friday saturday sunday birthday holiday vacation weekend today tomorrow yesterday
football soccer baseball basketball hockey volleyball softball tennis golf rugby cricket swimming fishing hunting dance
dancing dancer gymnast karate boxing wrestling racing runner running cycling skater skateboard snowboard surfing
chelsea arsenal liverpool manchester everton tottenham barcelona realmadrid juventus milan inter bayern dortmund ajax
celtic rangers yankees redsox cowboys steelers packers raiders lakers chicago bulls eagles patriots ronaldo messi beckham
zidane jordan michael michelle jennifer jessica ashley amanda samantha stephanie nicole elizabeth danielle christopher
matthew joshua daniel david andrew anthony william joseph james robert richard charles thomas steven kevin brian jason
jonathan nicholas alexander alexandra alexis benjamin samuel nathan patrick victoria vanessa melissa rebecca rachel laura
sarah hannah emily emma olivia sophia isabella charlotte amelia maria martin martina george georgia oliver harry jack
charlie thomas jacob maggie bailey buster ginger pepper shadow tigger snoopy garfield mickey minnie donald simpson bart
homer batman superman spiderman ironman hulk wolverine avengers marvel starwars startrek skywalker jedi matrix terminator
gandalf frodo legolas hobbit harrypotter hogwarts potter naruto dragonball goku vegeta sasuke pokemon digimon zelda mario
luigi sonic halo warcraft starcraft diablo counterstrike callofduty fortnite roblox
dragon dragons monkey tiger tigers lion lions eagle wolf wolves panther panthers bear bears shark dolphin dolphins horse
horses pony puppy kitty kitten kittens cat cats dog dogs doggy doggie rabbit bunny chicken turtle snake spider scorpion
phoenix falcon hawk raven bulldog bulldogs mustang mustangs corvette camaro ferrari porsche mercedes bmw audi toyota honda
yamaha suzuki kawasaki harley davidson chevy chevrolet ford subaru nissan volvo ducati
chocolate cookie cookies cupcake candy sugar cheese pizza banana bananas apples orange strawberry cherry peaches pumpkin
coffee pepsi cocacola whiskey vodka budweiser heineken corona tequila marlboro
metallica nirvana slipknot megadeth ironmaiden acdc eminem tupac beyonce rihanna beatles pinkfloyd ledzeppelin greenday
linkinpark blink guitar guitars drummer drums piano music musica rockstar rocknroll hiphop techno
london paris berlin newyork california florida texas boston chicago denver dallas houston phoenix miami seattle america
england ireland scotland canada australia germany france spain italy brasil brazil mexico argentina india pakistan china
japan russia poland ukraine turkey egypt africa london madrid lisboa
killer hunter ranger soldier warrior samurai ninja pirate pirates viking vikings knight wizard magic merlin mystic vampire
zombie demon devil satan lucifer hell death murder fuckyou fuckoff fuckme fuck fucker asshole bitch bastard bullshit
pussy sexy sexsex hottie hotdog gangster gangsta thuglife money dollar million millionaire rich success winner champion
number one first firstone trustno trustnoone whatever nothing anything something everything everyone nobody somebody
please thankyou sorry goodbye hello hellohello helloworld abracadabra opensesame openopen letmeinnow enter entering
superstar supernova star stars moonlight moon galaxy universe planet mercury venus mars jupiter saturn neptune pluto
diamond crystal silver golden gold platinum purple yellow orange green black white blue red pink scarlet violet
family mother father sister brother mommy daddy mama papa grandma grandpa children child husband wife friend friends
friendship bestfriend bestfriends buddy dude player gamer gaming games hacker hacking cyber matrix neo trinity
genius einstein newton school student teacher college university library science biology chemistry physics math history
correcthorsebatterystaple batterystaple correcthorse
`

/** Words of which the passwords that are guessed first are made. */
export const commonRoots: ReadonlySet<string> = new Set(words.split(/\s+/).filter((word) => word.length > 0))
